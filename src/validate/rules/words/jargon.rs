use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Hit, Passage, Phrases};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "an abbreviation or a word of the trade that is not explained",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// A word of the trade: as it is looked for, as it is written (an abbreviation in capitals is another word without
/// them), and what to write instead.
#[derive(Debug)]
struct Term(&'static str, Written, &'static str);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In capitals, as a name of a thing.
    Capitals,
    /// In any way.
    Anyhow,
}

use Written::{Anyhow, Capitals};

static TERMS: LazyLock<Phrases<Term>> = LazyLock::new(|| Phrases::new(LIST, |term| term.0));

#[rustfmt::skip]
const LIST: &[Term] = &[
    Term("cpn", Capitals, "community mental health nurse, or the nurse's name"),
    Term("cpns", Capitals, "community mental health nurses"),
    Term("cmhn", Capitals, "community mental health nurse"),
    Term("cmht", Capitals, "community mental health team, or the team's name"),
    Term("cmhts", Capitals, "community mental health teams"),
    Term("amhp", Capitals, "approved mental health professional"),
    Term("rmn", Capitals, "mental health nurse"),
    Term("rmo", Capitals, "the doctor in charge, by name"),
    Term("soad", Capitals, "second opinion doctor"),
    Term("imha", Capitals, "independent mental health advocate"),
    Term("imca", Capitals, "independent mental capacity advocate"),
    Term("mdt", Capitals, "the team"),
    Term("htt", Capitals, "home treatment team"),
    Term("crht", Capitals, "crisis and home treatment team"),
    Term("crhtt", Capitals, "crisis and home treatment team"),
    Term("eip", Capitals, "early intervention in psychosis team"),
    Term("eit", Capitals, "early intervention team"),
    Term("picu", Capitals, "intensive care ward"),
    Term("camhs", Capitals, "mental health services for young people"),
    Term("mhrt", Capitals, "tribunal"),
    Term("mha", Capitals, "Mental Health Act"),
    Term("mca", Capitals, "Mental Capacity Act"),
    Term("dols", Capitals, "deprivation of liberty safeguards, and what they mean here"),
    Term("cto", Capitals, "community treatment order"),
    Term("nok", Capitals, "next of kin"),
    Term("opa", Capitals, "outpatient appointment"),
    Term("opd", Capitals, "outpatient clinic"),
    Term("dna", Capitals, "did not come to the appointment"),
    Term("dnas", Capitals, "missed appointments"),
    Term("dna'd", Anyhow, "did not come to the appointment"),
    Term("mse", Capitals, "how the person seemed, in words"),
    Term("tto", Capitals, "medicines to take home"),
    Term("ttos", Capitals, "medicines to take home"),
    Term("adl", Capitals, "everyday things like washing, cooking and shopping"),
    Term("adls", Anyhow, "everyday things like washing, cooking and shopping"),
    Term("honos", Anyhow, "what was asked, in words"),
    Term("phq", Capitals, "what was asked, in words"),
    Term("hcr", Capitals, "what was asked, in words"),
    Term("eupd", Capitals, "what it means for the person, in words they agree with"),
    Term("bpad", Capitals, "bipolar disorder"),
    Term("bpd", Capitals, "what it means for the person, in words they agree with"),
    Term("dsh", Capitals, "self-harm"),
    Term("tlnwl", Capitals, "thoughts that life is not worth living"),
    Term("im", Capitals, "as an injection"),
    Term("bd", Capitals, "twice a day"),
    Term("tds", Capitals, "three times a day"),
    Term("qds", Capitals, "four times a day"),
    Term("prn", Anyhow, "when it is needed"),
    Term("nocte", Anyhow, "at night"),
    Term("mane", Anyhow, "in the morning"),
    Term("hx", Anyhow, "history"),
    Term("rx", Anyhow, "treatment"),
    Term("dx", Anyhow, "diagnosis"),
    Term("sx", Anyhow, "signs"),
    Term("s/b", Anyhow, "seen by"),
    Term("r/v", Anyhow, "review"),
    Term("c/o", Anyhow, "says that"),
    Term("f2f", Anyhow, "face to face"),
    Term("compliance", Anyhow, "taking the medicine"),
    Term("compliant with", Anyhow, "takes, or keeps to"),
    Term("concordance", Anyhow, "taking the medicine"),
    Term("concordant with", Anyhow, "takes, or keeps to"),
    Term("ideation", Anyhow, "thoughts, as in thoughts of ending my life"),
    Term("psychosocial", Anyhow, "what it is: talking, work, family, money"),
    Term("biopsychosocial", Anyhow, "what it is: body, mind, work, family, money"),
    Term("psychoeducation", Anyhow, "learning about the illness"),
    Term("psychomotor", Anyhow, "how the person moves, in words"),
    Term("presenting with", Anyhow, "what is seen or felt, in words"),
    Term("presents with", Anyhow, "what is seen or felt, in words"),
    Term("presenting problem", Anyhow, "what brought the person here"),
    Term("symptomatology", Anyhow, "signs"),
    Term("anhedonia", Anyhow, "nothing gives pleasure"),
    Term("euthymic", Anyhow, "neither up nor down"),
    Term("dysphoric", Anyhow, "unhappy, in the person's words"),
    Term("dysregulation", Anyhow, "feelings that run away"),
    Term("dysregulated", Anyhow, "with feelings that run away"),
    Term("labile", Anyhow, "up and down"),
    Term("blunted affect", Anyhow, "a face that shows little"),
    Term("flat affect", Anyhow, "a face that shows little"),
    Term("thought disorder", Anyhow, "thoughts that jump"),
    Term("ideas of reference", Anyhow, "thinking that things are meant for me"),
    Term("command hallucinations", Anyhow, "voices that give orders"),
    Term("decompensate", Anyhow, "become unwell"),
    Term("decompensates", Anyhow, "becomes unwell"),
    Term("decompensation", Anyhow, "becoming unwell"),
    Term("prodrome", Anyhow, "first signs"),
    Term("prodromal", Anyhow, "first, early"),
    Term("premorbid", Anyhow, "before the illness"),
    Term("comorbid", Anyhow, "as well"),
    Term("comorbidity", Anyhow, "another illness"),
    Term("comorbidities", Anyhow, "other illnesses"),
    Term("aetiology", Anyhow, "cause"),
    Term("iatrogenic", Anyhow, "caused by treatment"),
    Term("polypharmacy", Anyhow, "many medicines at once"),
    Term("titrate", Anyhow, "raise or lower step by step"),
    Term("titrated", Anyhow, "raised or lowered step by step"),
    Term("titration", Anyhow, "step by step"),
    Term("contraindicated", Anyhow, "not safe together"),
    Term("disinhibited", Anyhow, "what the person then does, in words"),
    Term("disinhibition", Anyhow, "what the person then does, in words"),
    Term("maladaptive", Anyhow, "not helping any more"),
    Term("antecedents", Anyhow, "what came before"),
    Term("collateral history", Anyhow, "what family or friends said"),
    Term("multidisciplinary", Anyhow, "of the whole team"),
    Term("signposted", Anyhow, "told where to find"),
    Term("psychopathology", Anyhow, "illness, in words"),
    Term("egosyntonic", Anyhow, "what it means, in words"),
    Term("egodystonic", Anyhow, "what it means, in words"),
];

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut told = BTreeSet::new();
    for passage in context.passages_for_the_person().filter(|passage| !is_a_name(passage)) {
        for hit in TERMS.find(passage.words) {
            let Term(term, written, say) = hit.what;
            let is_meant = match written {
                Anyhow => !(term.starts_with("co") && is_a_label(&passage, hit.first)),
                Capitals => is_in_capitals(&passage, hit.first),
            };
            if !is_meant || told.contains(term) || passage.is_own() || passage.is_quoted(hit.first) {
                continue;
            }
            told.insert(*term);
            if !is_explained(context, &hit) && !is_in_a_name(context, term) {
                found
                    .at(
                        &passage.place(&context.file.source, hit.first, hit.count),
                        "the person may not know this word",
                    )
                    .help(format!("write it out ({say}), or explain it in brackets behind it"));
            }
        }
    }
}

/// "Non-compliant", "poor compliance": a label, which is told as that.
fn is_a_label(passage: &Passage<'_, '_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| passage.words.get(before));
    before.is_some_and(|before| ["non", "poor", "poorly"].iter().any(|word| before.is(word)))
}

/// Names are what they are: of people, services, plans, medicines.
fn is_a_name(passage: &Passage<'_, '_>) -> bool {
    let key = passage.text.key.name;
    passage.text.top == "people"
        || matches!(key, "service" | "plan" | "medicine" | "section" | "interpreter" | "languages")
}

/// Whether a word is written in capitals while its text is not: in a text that shouts, every word is.
fn is_in_capitals(passage: &Passage<'_, '_>, at: usize) -> bool {
    let capital = |text: &str| {
        text.bytes().filter(u8::is_ascii_alphabetic).take(2).all(|byte| byte.is_ascii_uppercase())
    };
    let shouts = || {
        passage.words.len() > 3
            && passage.words.iter().filter(|word| word.text.len() > 3).all(|word| capital(word.text))
    };
    passage.words.get(at).is_some_and(|word| capital(word.text)) && !shouts()
}

/// Whether the plan says somewhere what it means: in brackets behind it, or with the word itself in brackets behind
/// what it means.
fn is_explained(context: &Context<'_>, hit: &Hit<Term>) -> bool {
    context.wording().passages().any(|passage| {
        TERMS.find(passage.words).any(|other| {
            let behind = passage.behind(other.first + other.count - 1).trim_start();
            let before = passage.before(other.first).trim_end();
            let after = [", or ", ": ", " means "].iter().any(|sign| behind.starts_with(sign.trim_start()));
            let explained = behind.starts_with('(') || behind.starts_with("– ") || after;
            std::ptr::eq(other.what, hit.what) && (explained || before.ends_with('('))
        })
    })
}

/// Whether somebody or some service that the plan can name is called so.
fn is_in_a_name(context: &Context<'_>, term: &str) -> bool {
    let has = |text: &String| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(term))
    };
    let services = context.plan.services.items().iter().filter_map(|service| service.service.value());
    let plans = context.plan.other_plans.items().iter().filter_map(|plan| plan.plan.value());
    services.chain(plans).any(has)
        || context.people().handles().filter_map(|handle| context.who(handle)).any(|entry| {
            let names = [
                entry.first(|someone| &someone.name),
                entry.first(|someone| &someone.role),
                entry.first(|someone| &someone.organisation),
            ];
            names.into_iter().flatten().any(has)
        })
}
