//! The people round the person as a drawing.

use crate::access::policy::is_family;
use crate::parse::{Handle, Name, Names};
use crate::render::block::Block;
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::pictures::{Circle, Member};

impl CopyContext<'_> {
    /// The people round the person as a drawing, with `middle` in the middle; if there is anybody.
    pub(crate) fn circle(&self, middle: impl Into<Line>) -> Option<Block> {
        let own = self.seen.people.value().into_iter().flat_map(crate::parse::OpenMap::keys);
        let near = own
            .map(|handle| Handle(handle.to_owned()))
            .filter(|handle| self.seen.find(&handle.0).is_some_and(|entry| is_family(&entry)));
        let near: Vec<Handle> = near.collect();
        let mut far: Vec<Handle> = Vec::new();
        for handle in self.staff() {
            if !handle.is_person() && !near.contains(&handle) && !far.contains(&handle) {
                far.push(handle);
            }
        }
        // A drawing of nobody but whoever reads it shows them nothing.
        near.iter().chain(&far).find(|handle| !self.seen.is_reader(handle))?;
        let (near, far) = (self.members(&near), self.members(&far));
        let desc = self.in_words(&near, &far);
        let circle = Circle {
            title: self.say("The people round me", "The people round {}"),
            desc,
            middle: middle.into(),
            near: ("Family and friends".into(), near),
            far: ("Services and staff".into(), far),
        };
        circle.picture().map(|picture| Block::Picture { picture })
    }

    /// Who is there for the person because it is their work: those to contact first, then who does what.
    pub(crate) fn staff(&self) -> Vec<Handle> {
        let mut staff: Vec<Handle> = Vec::new();
        if !self.seen.is_ended() {
            staff.extend(self.seen.care_coordinator.value().cloned());
        }
        staff.extend(self.seen.ended.value().and_then(|ended| ended.handed_to.value()).cloned());
        staff.extend(self.seen.second_contact.value().cloned());
        if let Some(Name::Somebody(gp)) = self.seen.gp.value() {
            staff.push(gp.clone());
        }
        let going_on = self.seen.services.items().iter();
        let going_on =
            going_on.filter(|service| service.until.value().is_none_or(|until| *until >= self.as_at));
        let services = going_on.filter_map(|service| service.who.value());
        let actions =
            self.seen.actions().filter(|action| !action.is_over()).filter_map(|action| action.who.value());
        let names = services.chain(actions).flat_map(|names: &Names| &names.0);
        staff.extend(names.map(|handle| handle.value.clone()));
        staff
    }

    pub(crate) fn members(&self, handles: &[Handle]) -> Vec<Member> {
        let members = handles.iter().filter_map(|handle| {
            let entry = self.seen.find(&handle.0)?;
            let coordinates = self.seen.care_coordinator.value() == Some(handle) && !self.seen.is_ended();
            let name = self.seen.name(handle).capital();
            Some(Member { name, role: self.seen.in_short(handle, &entry), coordinates })
        });
        members.collect()
    }

    /// "Round me: my family and friends, Sam Yusuf (brother). Further out: …"
    pub(crate) fn in_words(&self, near: &[Member], far: &[Member]) -> Line {
        let ring = |words: Line, members: &[Member]| {
            let names = members.iter().map(|member| {
                let role = member.role.clone().map(|role| Line::from(" (").with(role).with(")"));
                member.name.clone().with(role.unwrap_or_default())
            });
            Line::list(names).map(|names| words.with(names).with("."))
        };
        let near = ring(
            self.say(
                " In the inner ring, my family and friends: ",
                " In the inner ring, family and friends: ",
            ),
            near,
        );
        let coordinator = far.iter().find(|member| member.coordinates).map(|member| {
            let name = Line::from(" Round ").with(member.name.clone());
            let name = name.with(self.say(", my ", ", {}'s "));
            name.with(self.seen.terms().coordinator).with(", is a double frame.")
        });
        let far = ring(" In the outer ring, services and staff: ".into(), far);
        let parts = near.into_iter().chain(far).chain(coordinator);
        parts.fold(self.say("I am in the middle.", "{} is in the middle."), Line::with)
    }
}
