//! The tree as a picture of questions: each stands once, with its number, and each of its answers leads to another number
//! or to a cause. A case lights its way in it.

use std::collections::BTreeSet;

use crate::catalogue::tree::{Group, Node};
use crate::catalogue::{self, Catalogue, CauseId, QuestionId};
use crate::diagnosis::chart::{Chart, End, chart, chart_of};
use crate::diagnosis::{Next, PathStep};
use crate::fact::{Key, Known, Value};
use crate::lang::Lang;
use crate::report::case::{Case, sign};
use crate::report::say;
use crate::words::Words;

/// The questions of a case or of a part of the guide, told in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The questions, in the order of the guide; the first has the number 1
    pub stations: Vec<Station>,
    /// The causes that no single answer leads to
    pub others: Vec<Other>,
    /// How many causes there are
    pub causes: usize,
    /// The way so far, answer by answer
    pub way: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    /// Which
    pub question: QuestionId,
    /// The question
    pub ask: String,
    /// How it stands in the case
    pub state: State,
    /// Where its answer comes from; empty where it has none
    pub source: String,
    /// Its answers
    pub arms: Vec<Arm>,
}

/// How a question stands in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has no answer
    Open,
    /// It is asked now
    Current,
    /// It was asked, and the person does not know
    Parked,
    /// It has an answer
    Settled,
    /// It has an answer against what evidence says
    Overridden,
}

/// Answers that lead to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The answers
    pub labels: Vec<String>,
    /// One of them was given
    pub lit: bool,
    /// Where they lead
    pub leads: Leads,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To the question of this number
    Question(usize),
    /// To this cause
    Cause(Cause),
    /// To an end that decides nothing
    End(String),
}

/// A cause at the end of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Which
    pub id: CauseId,
    /// How it stands, as a sign
    pub sign: &'static str,
    /// What is wrong
    pub title: String,
    /// The same, where it is short
    pub brief: String,
}

/// A cause that no single answer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Which
    pub cause: Cause,
    /// The facts that speak for it, by their labels
    pub facts: Vec<String>,
}

/// The picture of a case.
#[must_use]
pub fn of_case(case: Case<'_>) -> Picture {
    let chart = chart(case.catalogue, case.session, case.diagnosis);
    let sign = |id: CauseId| case.diagnosis.standing(id).map_or(POSSIBLE, sign);
    let mut picture = told(case.catalogue, &chart, case.lang, sign);
    picture.causes = case.diagnosis.causes.len();
    for (station, charted) in picture.stations.iter_mut().zip(&chart.stations) {
        let question = case.catalogue.question(station.question);
        let known = case.diagnosis.facts.known(&question.fact);
        let is_on_path = |step: &PathStep| step.question == station.question;
        station.state = match known {
            _ if case.diagnosis.next == Next::Ask(station.question) => State::Current,
            _ if case.diagnosis.parked.contains(&station.question) => State::Parked,
            Known::Overridden { .. } => State::Overridden,
            _ if case.diagnosis.path.iter().any(is_on_path) => State::Settled,
            _ => State::Open,
        };
        let Some(given) = known.value().filter(|_| station.state != State::Open) else { continue };
        station.source = say::source(&case.session.evidence, known, case.lang);
        let same = |value: &Value| value == given || value.words().iter().any(|word| given.words().contains(word));
        for (arm, charted) in station.arms.iter_mut().zip(&charted.arms) {
            arm.lit = charted.values.iter().any(same);
        }
        picture.way.push(say::answer(case.catalogue, question, given, case.lang));
    }
    picture
}

impl Picture {
    /// Without the mark of a question that is asked now.
    #[must_use]
    pub fn at_rest(mut self) -> Self {
        self.stations.iter_mut().filter(|it| it.state == State::Current).for_each(|it| it.state = State::Open);
        self
    }
}

/// The picture of a part of the guide, where every cause is looked for that its questions bear on.
#[must_use]
pub fn of_group(catalogue: &Catalogue, group: &Group, lang: Lang) -> Picture {
    let mut questions = BTreeSet::new();
    gather(&group.nodes, &mut questions);
    let facts: BTreeSet<&Key> = questions.iter().map(|id| &catalogue.question(*id).fact).collect();
    let speaks = |cause: &catalogue::Cause| cause.rules.open().keys().iter().any(|key| facts.contains(key));
    let causes: Vec<CauseId> = catalogue.causes().filter(|(_, cause)| speaks(cause)).map(|(id, _)| id).collect();
    let picture = told(catalogue, &chart_of(catalogue, &questions, &causes), lang, |_| POSSIBLE);
    Picture { causes: causes.len(), ..picture }
}

fn gather(nodes: &[Node], questions: &mut BTreeSet<QuestionId>) {
    for node in nodes {
        questions.insert(node.question);
        node.branches.iter().for_each(|branch| gather(&branch.nodes, questions));
    }
}

/// How a cause stands of which nothing is known.
const POSSIBLE: &str = "○";

fn told(catalogue: &Catalogue, chart: &Chart, lang: Lang, sign: impl Fn(CauseId) -> &'static str) -> Picture {
    let words = Words::of(lang).report;
    let cause = |id: CauseId| {
        let cause = catalogue.cause(id);
        Cause { id, sign: sign(id), title: cause.title.of(lang).to_owned(), brief: cause.brief(lang).to_owned() }
    };
    let likely = |id: CauseId| {
        let cause = cause(id);
        Cause { title: (words.only_likely)(&cause.title), brief: (words.only_likely)(&cause.brief), ..cause }
    };
    let leads = |end: &End| match end {
        End::Question(id) => {
            let at = chart.stations.iter().position(|station| station.question == *id);
            at.map_or_else(|| Leads::End(words.no_cause_left.to_owned()), |at| Leads::Question(at + 1))
        }
        End::Confirmed(id) => Leads::Cause(cause(*id)),
        End::Likely(id) => Leads::Cause(likely(*id)),
        End::Elsewhere => Leads::End(words.questions_of_code.to_owned()),
        End::Undecided(count) => Leads::End((words.left_undecided)(*count)),
        End::Nothing => Leads::End(words.no_cause_left.to_owned()),
    };
    let stations = chart.stations.iter().map(|station| {
        let question = catalogue.question(station.question);
        let label = |value: &Value| say::answer(catalogue, question, value, lang);
        let arms = station.arms.iter().map(|arm| Arm {
            labels: arm.values.iter().map(label).collect(),
            lit: false,
            leads: leads(&arm.end),
        });
        Station {
            question: station.question,
            ask: question.ask.of(lang).to_owned(),
            state: State::Open,
            source: String::new(),
            arms: arms.collect(),
        }
    });
    let others = chart.others.iter().map(|id| {
        let rules = catalogue.cause(*id).rules.open();
        Other { cause: cause(*id), facts: say::labels(catalogue, &[&rules.confirmed, &rules.likely], lang) }
    });
    Picture { stations: stations.collect(), others: others.collect(), ..Picture::default() }
}
