use std::sync::LazyLock;

use crate::parse::Severity;
use crate::plan::Is;
use crate::validate::rules::crisis::crisis_plan_missing::that_is_there;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Word, packed};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan says only what would fit anybody",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// So many words of a plan's own are enough, however long it is.
const ENOUGH: usize = 5;
/// One word of its own in so many is hardly anything: it may be a stock word that the list lacks.
const ONE_IN: usize = 8;

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(crisis) = that_is_there(context) else { return };
    let passages = || context.wording().passages().filter(|passage| passage.text.top == "crisis");
    let telling = || passages().flat_map(|passage| passage.words).filter(|word| !is_a_stop_word(word));
    let is_own = |word: &&Word<'_>| !STOCK_WORDS.contains(word);
    // Names are looked up only where the other words do not settle it.
    if telling().filter(is_own).filter(|word| !word.is_capitalised()).nth(ENOUGH - 1).is_some() {
        return;
    }
    let words = telling().count();
    let own = telling().filter(is_own).filter(|word| !names_the_team(word, context)).count();
    if own >= ENOUGH {
        return;
    }
    if words > 0 && own * ONE_IN <= words {
        found
            .at(&crisis.span, "the crisis plan says only what would fit anybody")
            .help("write what only this person would say, for example `early_signs = [\"I wear both coats in the warm\"]` or `what_helps = [\"A walk with somebody who does not say much\"]`");
    }
}

fn is_a_stop_word(word: &Word<'_>) -> bool {
    STOP_WORDS.contains(word) || word.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is of the name of one of the team or of a service, or of the person: nothing of the person's own.
fn names_the_team(word: &Word<'_>, context: &Context<'_>) -> bool {
    if !word.is_capitalised() {
        return false;
    }
    let name = word.without_s();
    let has = |text: &str| text.split_whitespace().any(|part| part.eq_ignore_ascii_case(name));
    let of_the_team = context.people().handles().filter_map(|handle| context.who(handle)).any(|entry| {
        entry.is(Is::Team)
            && [entry.first(|someone| &someone.name), entry.first(|someone| &someone.organisation)]
                .into_iter()
                .flatten()
                .any(|text| has(text))
    });
    of_the_team || context.plan.name().is_some_and(has)
}

/// Words of a list, sorted by their numbers.
struct Words(Vec<u64>);

impl Words {
    fn new(list: &str) -> Self {
        let mut words: Vec<u64> = list.split_whitespace().map(packed).collect();
        words.sort_unstable();
        Words(words)
    }

    fn contains(&self, word: &Word<'_>) -> bool {
        self.0.binary_search(&word.packed).is_ok()
    }
}

/// Words without a meaning of their own.
static STOP_WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "a able about after again all almost also always am an and another any anyone anything are around as ask at away \
         back be been before being below both but by can cannot can't could did didn't do does doesn't doing don't down \
         during each either else even ever every for from get gets getting give given go goes going got had has have having he \
         her here him his how however i i'll i'm i've if i'd in including into is it it's its just keep let like made make makes may me \
         might more most much must my myself near need needed needs never no none not nothing now of off on once one only \
         or other others our out over own per please put same see seem she should so some someone something soon such take \
         taking than that the their them then there these they things thing this those to too try trying under until up us use using \
         very via was way we well were what when whenever where which while who whom will with within without won't \
         would you your yourself two three four five six seven eight nine ten first next last new old good bad",
    )
});

/// Words of which stock crisis plans are made: services, what they do, the signs of any illness, advice for anybody.
static STOCK_WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new("
    999 111 a&e accident emergency ambulance police hospital ward inpatient admission admit admitted crisis team teams line helpline
    home treatment resolution intensive crht crhtt htt cmht duty worker workers office hours out-of-hours hour day days daytime
    night-time weekend weekends weekday evening evenings 24/7 night nights week weeks time times immediately urgent urgently quickly
    straight gp doctor doctors nurse nurses surgery practice psychiatrist psychologist consultant coordinator co ordinator
    care-coordinator care cpn key keyworker social mental health service services clinic community centre professional professionals staff
    samaritans mind nhs nearest local department walk-in trust liaison assessment assess assessed assessing
    access call calls called calling phone phones phoned phoning ring telephone text contact contacts contacting contacted number
    numbers attend attending attended present presenting speak speaking talk talks talking tell tells telling told inform let know visit visits
    visited seek seeking help helps helped helping helpful support supports supported supportive supporting advice advise
    follow following followed plan plans planned refer referral referred review reviewed reviews arrange arranged monitor
    monitored monitoring observe increase increased increasing decrease decreased decreasing reduce reduced reducing change changed changes changing
    adjust step steps action actions
    medication medications medicine medicines meds tablet tablets prescribed prescription dose depot injection prn
    comply compliance compliant concordance concordant adherence stop stops stopped stopping missed missing miss appointment appointments engage engaging
    engagement disengage disengaging disengagement refuse refuses refusing
    mood moods low elevated high manic mania depressed depression anxious anxiety stress stressed stressful stressor stressors worry worried worrying
    panic angry anger agitated agitation irritable irritability irritated upset distress distressed distressing overwhelmed tearful crying cry sad hopeless hopelessness
    paranoid paranoia suspicious suspiciousness psychosis psychotic symptom symptoms voice voices hear hears hearing seeing hallucinations hallucination
    hallucinating delusion delusions delusional thought thoughts thinking believe belief beliefs feel feels feeling feelings behaviour behaviours behave
    behaving unusual strange bizarre erratic disorganised confused confusion concentration concentrate poor
    suicide suicidal suicidality self harm harming self-harm selfharm hurt hurting end ending life ideation intent die dying kill overdose risk risks risky safe safety
    unsafe danger dangerous violent violence aggressive aggression neglect neglecting hygiene personal washing wash
    sleep sleeps sleeping slept sleepless insomnia bed appetite eat eats eating food weight loss energy motivation tired fatigue
    isolate isolated isolating isolation withdraw withdraws withdrawn withdrawing withdrawal avoid avoiding socially
    alcohol drink drinking drug drugs substance substances misuse illicit use cannabis smoking
    relapse relapses relapsing unwell ill illness episode deteriorate deteriorates deteriorating deterioration worse worsen worsening
    worsens early warning sign signs indicator indicators trigger triggers triggered state condition mentally presentation previous past
    cope copes coping strategy strategies skill skills distract distracting distraction distractions technique techniques relax relaxing relaxation
    breathe breathing breath deep exercise exercises mindfulness meditation grounding routine calm calming quiet space alone somewhere
    activity activities hobby hobbies positive negative music listen listening watch watching tv television walk walks walking bath read reading
    rest resting fresh air reassure reassurance reassuring understanding patient kind person people
    family families friend friends carer carers relative relatives parent parents partner next kin trusted trust member members loved ones someone
    money financial finance finances debt debts bills benefits housing accommodation employment work job relationship relationships
    argument arguments conflict problem problems issue issues difficulty difficulties difficult bereavement losing event events situation situations
    pressure lack usual normal normally everyday daily living activities appropriate required necessary available possible nhs unknown known
    open regular regularly usually often sometimes struggling struggle manage manages managing managed become becomes becoming
    discuss discussed discussion agree agreed concern concerns concerned experience experiencing ability
    client service-user user users individual their adl adls mse n/a na nil yes non consider considered further full
    significant marked severe acute chronic mild moderate noticeable obvious apparent current recent gradual sudden rapid racing flight
    ideas pacing restless restlessness fluctuating labile flat affect insight preoccupied preoccupation intrusive ruminating rumination
    guilt guilty worthless worthlessness esteem confidence interest enjoyment pleasure grandiose grandiosity spending overspending
    disinhibited disinhibition impulsive impulsivity reckless vulnerable vulnerability exploitation hostile hostility verbally physically
    verbal physical threatening detained detention section mha amhp informal respite house cafe haven sanctuary shout website app online peer
    group groups therapy therapist counselling psychological intervention interventions input package side effects blood levels
    prescriber pharmacist pharmacy collection supply structured structure diary journal journaling writing shower cup tea
    gym yoga loud noise noises crowds crowded busy place places criticised criticism judged ignored dismissed shouting shouted left
    lonely loneliness anniversary anniversaries death loss divorce signpost signposting safeguarding
    required assist assistance attention medical emergencies options option level levels
    reach reaching worry overthinking")
});
