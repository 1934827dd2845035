//! One telling: the screen, the lines and the printed page say the same of a case, and a choice leads where it says.

use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use scf_tui::catalogue::Catalogue;
use scf_tui::clean::Clean;
use scf_tui::diagnosis::ahead::offers;
use scf_tui::diagnosis::{Diagnosis, Next, diagnose};
use scf_tui::embedded;
use scf_tui::fact::{Amount, Answer, Key, Unit, Value};
use scf_tui::job::Copied;
use scf_tui::lang::Lang;
use scf_tui::report::case::{self, Case, Titles};
use scf_tui::report::page::{Block, Page, Target};
use scf_tui::session::{Change, History, Session, Start, Tried};
use scf_tui::tui::theme::Theme;
use scf_tui::words::screen::ScreenWords;

use crate::support::bin::Home;
use crate::support::story::{Story, told};

const RESERVED: &str = "{\"errorCode\":-1,\"errorMessage\":\"Function [ demo ] concurrency exceeded reserved quota 512 MB\",\
                        \"requestId\":\"3f1c9a52-77b0-4e0d-9a51-0c2a7f6f1d20\",\"statusCode\":432}\n";
const REGION: &str = "{\"errorCode\":-1,\"errorMessage\":\"Function [ demo ] concurrency exceeded region unreserved quota \
                      128000 MB\",\"requestId\":\"3f1c9a52-77b0-4e0d-9a51-0c2a7f6f1d21\",\"statusCode\":432}\n";

/// A screen that holds both panes of any case without scrolling.
const LARGE: (u16, u16) = (240, 400);

fn someone(lang: Lang) -> Story {
    told(&embedded::catalogue(), lang, Theme::plain())
}

/// `text` without blanks and without what a screen adds: the line between panes, marks of the selection and of cut lines, states.
fn bare(text: &str) -> String {
    let drawn = |c: &char| !c.is_whitespace() && !"│┆▸›●\\".contains(*c);
    text.replace("[ ]", "").replace("[x]", "").chars().filter(drawn).collect()
}

/// What a page says, block by block.
fn texts(page: &Page) -> String {
    let block = |block: &Block| match block {
        Block::Blank => String::new(),
        Block::Title(text)
        | Block::Heading(text)
        | Block::Subheading(text)
        | Block::Text(text)
        | Block::Aside(text)
        | Block::Quote(text)
        | Block::Command(text)
        | Block::Sample(text) => text.clone(),
        Block::Item { mark, text } => format!("{mark} {text}"),
        Block::Field { name, value } => format!("{name} {value}"),
        Block::Link { title, url } => format!("{title} {url}"),
        Block::Choice(choice) => format!("{} {}", choice.mark, choice.text),
    };
    bare(&page.0.iter().map(block).collect::<Vec<_>>().join("\n"))
}

/// What stands in the two panes, each in all the room there is.
fn panes(story: Story) -> (Story, [String; 2]) {
    let text = |story: &Story| {
        let (buf, _) = story.draw();
        let row = |y| (0..LARGE.0).map(|x| buf[(x, y)].symbol()).collect::<String>();
        bare(&(1..LARGE.1 - 1).map(row).collect::<Vec<_>>().join("\n"))
    };
    let main = text(&story);
    let story = story.press("Tab");
    let side = text(&story);
    (story.press("Tab"), [main, side])
}

/// The pages of the two panes.
fn pages(case: Case<'_>) -> [Page; 2] {
    if let (Next::Ask(id), None) = (case.diagnosis.next, case.session.solved()) {
        let mut side = case::causes(case, Titles::Whole);
        side.join(case::path(case));
        let mut question = case::question(case, id);
        question.mark(&Target::Unknown, "u");
        return [question, side];
    }
    let mut main = case::verdict(case);
    main.join(case::helped(case));
    if case.decided().is_none() {
        main.join(case::ticket(case));
    }
    if case.session.solved().is_some() {
        main.text(&(ScreenWords::of(case.lang).leads_back)("Esc"));
    }
    let mut side = case::rivals(case);
    side.join(case::path(case));
    [main, side]
}

/// What a person presses for a choice, and the change that it is.
fn pick(case: Case<'_>, pick: usize) -> Option<(String, Change)> {
    let [main, _] = pages(case);
    let choices: Vec<_> = main.choices().filter(|choice| choice.mark.len() == 1 && choice.mark != "?").collect();
    let choice = choices.get(pick % choices.len().max(1))?;
    let fact = |id| case.catalogue.question(id).fact.clone();
    let change = match (&choice.target, case.diagnosis.next) {
        (Target::Answer(value), Next::Ask(id)) => Change::Answer { fact: fact(id), answer: Answer::Is(value.clone()) },
        (Target::Unknown, Next::Ask(id)) => Change::Answer { fact: fact(id), answer: Answer::Unknown },
        (Target::Step(step), _) => Change::Tick(step.clone()),
        (Target::Helped(helped), _) => {
            let shown = case.catalogue.cause(case.shown()?.cause).slug.clone();
            Change::Tried(Tried { cause: shown, helped: *helped })
        }
        _ => return None,
    };
    Some((choice.mark.clone(), change))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn both_panes_say_what_the_pages_say(
        at in any::<usize>(),
        picks in prop::collection::vec(any::<usize>(), 0..14),
        chinese in any::<bool>(),
    ) {
        let lang = if chinese { Lang::Zh } else { Lang::En };
        let catalogue = embedded::catalogue();
        let code = catalogue.codes()[at % catalogue.codes().len()].number;
        let mut history = History::new(Start::Code(code));
        let mut story = told(&catalogue, lang, Theme::plain()).size(LARGE.0, LARGE.1).press("f");
        story = story.open(&code.to_string());
        for choice in picks {
            let diagnosis = diagnose(&catalogue, history.session());
            let case = Case { catalogue: &catalogue, session: history.session(), diagnosis: &diagnosis, lang };
            if diagnosis.causes.is_empty() {
                return Ok(());
            }
            let shown;
            (story, shown) = panes(story);
            assert_eq!(shown, pages(case).map(|page| texts(&page)), "{}", story.screen());
            let Some((key, change)) = pick(case, choice) else { break };
            story = story.press(&key);
            history.apply(change);
        }
    }
}

#[test]
fn texts_that_contradict_each_other_are_told_with_labels_and_under_one_heading() {
    for (lang, word, heading) in [(Lang::En, "en", "The evidence contradicts itself"), (Lang::Zh, "zh", "证据互相矛盾")]
    {
        let screen = someone(lang).size(LARGE.0, LARGE.1).paste(RESERVED).paste(REGION);
        let catalogue = embedded::catalogue();
        let key = Key::new("quota.text");
        let question = catalogue.question(catalogue.question_of(&key).unwrap());
        let label = |word: &str| {
            let fits = |choice: &&scf_tui::catalogue::Choice| choice.value.to_string() == word;
            question.answers.iter().find(fits).unwrap().label.of(lang).to_owned()
        };
        let home = Home::new().file("one.txt", RESERVED).file("two.txt", REGION);
        let printed = home.run(&["diagnose", "--lang", word, "one.txt", "two.txt"]).out;
        let [reserved, region] = ["reserved", "region"].map(|word| bare(&label(word)));
        for (front, text) in [("screen", screen.screen()), ("diagnose", printed)] {
            let after = bare(&text);
            let (_, after) =
                after.split_once(&bare(heading)).unwrap_or_else(|| panic!("{front}: no {heading}: {text}"));
            let (line, _) = after.split_once('→').unwrap();
            assert!(line.contains('≠') && line.contains(&reserved) && line.contains(&region), "{front}: {line}");
            assert!(!line.contains(":reserved") && !line.contains(":region"), "{front}: a raw id: {line}");
        }
    }
}

/// A case of 432 in which the need is computed, at its verdict.
fn computed(catalogue: &Catalogue) -> (Session, Diagnosis) {
    let mut session = Session::new(Start::Code(432));
    let amount = |number, unit| Value::Amount(Amount { number, unit });
    let word = |key: &str, word: &str| catalogue.fact(key).unwrap().parse(word).unwrap();
    for (key, value) in [
        ("rate", amount(200, Unit::PerSecond)),
        ("run.usual", amount(810, Unit::Ms)),
        ("memory", amount(512, Unit::Mb)),
        ("reserved.mb", amount(64_000, Unit::Mb)),
        ("runs", word("runs", "usual")),
        ("quota.text", word("quota.text", "reserved")),
    ] {
        session.facts.answer(Key::new(key), Answer::Is(value));
    }
    let diagnosis = diagnose(catalogue, &session);
    (session, diagnosis)
}

#[test]
fn a_command_is_filled_with_what_was_computed_wherever_it_is_told() {
    const FILLED: &str = "--ReservedConcurrencyMem 82944";
    let catalogue = embedded::catalogue();
    let (session, diagnosis) = computed(&catalogue);
    let case = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang: Lang::En };
    let verdict = case::verdict(case);
    assert!(verdict.to_text().contains(FILLED), "{}", verdict.to_text());
    let copied = verdict.choices().filter_map(|choice| case.command(&choice.target)).collect::<Vec<_>>().join("\n");
    assert!(copied.contains(FILLED), "{copied}");
}

#[test]
fn the_screen_copies_the_command_that_the_page_shows() {
    let text = "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\",\"statusCode\":433}\n";
    let story = someone(Lang::En).size(LARGE.0, LARGE.1).paste(text).press("y");
    let copied = bare(story.copied());
    let (story, [main, _]) = panes(story.press("f"));
    assert!(main.contains(&copied), "{copied} on\n{}", story.screen());
}

#[test]
fn the_choices_of_a_page_lead_where_they_say_in_any_order() {
    let catalogue = embedded::catalogue();
    for code in catalogue.codes() {
        let session = Session::new(Start::Code(code.number));
        let diagnosis = diagnose(&catalogue, &session);
        let case = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang: Lang::En };
        let mut all = case::verdict(case);
        for page in [case::helped(case), case::rivals(case), case::path(case), case::causes(case, Titles::Whole)] {
            all.join(page);
        }
        if let Next::Ask(id) = diagnosis.next {
            let question = catalogue.question(id);
            let page = case::question(case, id);
            let marks: BTreeSet<&str> = page.choices().map(|choice| choice.mark.as_str()).collect();
            assert_eq!(marks.len(), page.choices().count(), "a mark stands twice");
            for choice in page.choices() {
                match &choice.target {
                    Target::Answer(value) => {
                        let offered = question.answers.iter().find(|offered| offered.value == *value);
                        assert!(offered.is_none_or(|it| it.label.of(Lang::En) == choice.text), "{choice:?}");
                    }
                    target => assert_eq!(target, &Target::Unknown),
                }
            }
            all.join(page);
        }
        // read from the end, each choice still says what it leads to
        for choice in all.choices().collect::<Vec<_>>().into_iter().rev() {
            let says = match &choice.target {
                Target::Cause(id) => catalogue.cause(*id).title.of(Lang::En),
                Target::Question(id) | Target::Check(id) => catalogue.question(*id).ask.of(Lang::En),
                Target::Step(step) => {
                    let (_, found) = catalogue.causes().find(|(_, it)| it.slug == step.cause).unwrap();
                    assert!(found.remedy.open().fix.iter().any(|it| it.text.of(Lang::En) == choice.text), "{choice:?}");
                    continue;
                }
                _ => continue,
            };
            assert!(choice.text.contains(says), "{choice:?} leads to {says}");
        }
    }
}

#[test]
fn a_digit_chooses_what_bears_it_wherever_it_stands() {
    let ticked = told(&crate::support::story::catalogue(), Lang::En, Theme::plain()).open("446").press("1").press("1");
    ticked.press("2").beside("2 [x]", "Deploy it").press("9").asks_for(&[]).press("3").sees("Case closed");
}

#[test]
fn what_is_copied_is_what_the_page_says() {
    let story = told(&crate::support::story::catalogue(), Lang::En, Theme::plain()).open("446").press("1").press("1");
    let copied = story.press("Y");
    for part in ["✓ Confirmed: It listens on loopback only", "1 Listen on 0.0.0.0", "Path so far"] {
        assert!(copied.copied().contains(part), "{}", copied.copied());
    }
    let command = copied.copied_by(Copied::File(Clean::new("/tmp/copied.txt"))).press("y");
    command.copies("grep -n 127.0.0.1 NAME.py");
}

/// Who knows nothing three times over is told what would answer most of it, and how to get that.
#[test]
fn after_three_unknowns_one_thing_is_offered_that_answers_most() {
    let catalogue = embedded::catalogue();
    for (lang, part) in [(Lang::En, "One thing would answer"), (Lang::Zh, "有一样东西能回答其中")] {
        let story = someone(lang).size(LARGE.0, LARGE.1).open("446").types("uu").sees_not(part).press("u").sees(part);
        let mut session = Session::new(Start::Code(446));
        while session.facts.keys().count() < 3 {
            let Next::Ask(id) = diagnose(&catalogue, &session).next else { panic!("nothing to ask") };
            session.facts.answer(catalogue.question(id).fact.clone(), Answer::Unknown);
        }
        let diagnosis = diagnose(&catalogue, &session);
        let case = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang };
        let Next::Ask(id) = diagnosis.next else { panic!("nothing to ask") };
        let page = case::question(case, id);
        let offered = page.choices().find(|choice| matches!(choice.target, Target::Evidence(_))).unwrap();
        let how = case::why(case, &offered.target).unwrap();
        let best = offers(&catalogue, &diagnosis).remove(0);
        assert!(offered.text.contains(&best.questions.len().to_string()), "{}", offered.text);
        for question in &best.questions {
            assert!(how.to_text().contains(catalogue.question(*question).ask.of(lang)), "{}", how.to_text());
        }
        story.sees(&offered.text);
    }
}
