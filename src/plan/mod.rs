//! The format: declarations of plans, of the colleagues' list and of the settings.

mod about;
mod actions;
mod crisis;
mod health;
mod keys;
mod legal;
mod needs;
mod people;
mod reviews;
mod scheme;
mod settings;
mod whole;

pub use about::{AboutMe, Communication, CopyFormat, Person, WhoHelpsMe};
pub use actions::Action;
pub use crisis::{Contingency, Crisis, NotToContact};
pub use health::{Formulation, Health, Medicine};
pub use keys::{KeyAt, keys, keys_named};
pub use legal::{
    Admission, CapacityAssessment, CommunityOrder, Decision, Ground, Legal, Safeguarding, Section, Statement,
};
pub use needs::{Area, Need, OtherPlan, Risk, RiskKind, Service};
pub use people::{CarersAssessment, Consent, CopyPart, Is, Someone};
pub use reviews::{
    Agreement, Agrees, Change, CopyGiven, EarlierCoordinator, Ended, EndedReason, How, Outcome, Review, View,
};
pub use scheme::{Scheme, Terms};
pub use settings::{CopySettings, Intervals, Level, ReviewSettings, Settings};
pub use whole::{Plan, Status};

use crate::parse::OpenMap;

/// The content of `people.toml`: people and services by handle.
pub type Colleagues = OpenMap<Someone>;
