//! The people around the person as a drawing.

use crate::access::policy::is_family;
use crate::parse::{Handle, Name, Names, OpenMap};
use crate::phrase;
use crate::render::block::Block;
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::pictures::{Circle, Member};
use crate::render::sections::contacts::distinct;

impl CopyContext<'_> {
    /// The people around the person as a drawing, if there is anyone except the reader.
    pub(crate) fn circle(&self) -> Option<Block> {
        let own = self.plan.people.value().into_iter().flat_map(OpenMap::keys);
        let near = own.map(|handle| Handle(handle.to_owned()));
        let near = near.filter(|handle| self.plan.find(&handle.0).is_some_and(|entry| is_family(&entry)));
        let near: Vec<Handle> = near.collect();
        let mut far = distinct(self.staff());
        far.retain(|handle| !near.contains(handle));
        near.iter().chain(&far).find(|handle| !self.plan.is_reader(handle))?;
        let (near, far) = (self.members(&near), self.members(&far));
        let circle = Circle {
            title: self.say("The people round me", "The people round {}"),
            desc: self.circle_in_words(&near, &far),
            middle: self.say("Me", "{}"),
            near: ("Family and friends".into(), near),
            far: ("Services and staff".into(), far),
        };
        circle.picture().map(|picture| Block::Picture { picture })
    }

    /// Who is there for the person as part of their work: those to contact first, then those with something to do.
    fn staff(&self) -> Vec<Handle> {
        let plan = self.plan;
        let coordinator = plan.care_coordinator.value().filter(|_| !plan.is_ended());
        let next = plan.ended.value().and_then(|ended| ended.handed_to.value());
        let gp = match plan.gp.value() {
            Some(Name::Somebody(gp)) => Some(gp),
            Some(Name::None) | None => None,
        };
        let services = plan.services.items().iter();
        let services =
            services.filter(|service| service.until.value().is_none_or(|until| *until >= self.as_at));
        let actions = plan.actions().filter(|action| !action.is_over());
        let names = services.map(|service| &service.who).chain(actions.map(|action| &action.who));
        let names = names.filter_map(|who| who.value()).flat_map(|names: &Names| &names.0);
        let first = coordinator.into_iter().chain(next).chain(plan.second_contact.value()).chain(gp);
        first.chain(names.map(|name| &name.value)).cloned().collect()
    }

    fn members(&self, handles: &[Handle]) -> Vec<Member> {
        let members = handles.iter().filter_map(|handle| {
            let entry = self.plan.find(&handle.0)?;
            let name = self.plan.name(handle).capital();
            let role = self.plan.role_in_short(handle, &entry);
            Some(Member { name, role, is_coordinator: self.plan.coordinates(handle) })
        });
        members.collect()
    }

    /// "I am in the middle. In the inner ring, my family and friends: Sam Yusuf (brother). …"
    fn circle_in_words(&self, near: &[Member], far: &[Member]) -> Line {
        let ring = |words: Line, members: &[Member]| {
            let names = members.iter().map(|member| {
                let role = member.role.clone().map(|role| phrase!(" ({})", role));
                member.name.clone().with(role)
            });
            Line::list(names).map(|names| phrase!("{}{}.", words, names))
        };
        let inner =
            self.say("In the inner ring, my family and friends: ", "In the inner ring, family and friends: ");
        let coordinator = far.iter().find(|member| member.is_coordinator).map(|member| {
            let whose = self.say(", my ", ", {}'s ");
            let role = self.plan.terms().coordinator;
            phrase!("Round {}{}{}, is a double frame.", member.name.clone(), whose, role)
        });
        let middle = Some(self.say("I am in the middle.", "{} is in the middle."));
        let far = ring("In the outer ring, services and staff: ".into(), far);
        Line::sentences([middle, ring(inner, near), far, coordinator].into_iter().flatten())
            .unwrap_or_default()
    }
}
