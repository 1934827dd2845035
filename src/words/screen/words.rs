//! What the screens say, each by what it is for.

/// The words of the screens in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct ScreenWords {
    // keys
    pub diagnose: &'static str,
    pub choose: &'static str,
    pub do_it: &'static str,
    pub go_there: &'static str,
    pub search: &'static str,
    pub search_number: &'static str,
    pub choose_number: &'static str,
    pub unknown: &'static str,
    pub tick: &'static str,
    pub mark_several: &'static str,
    pub back: &'static str,
    pub symptom: &'static str,
    pub why: &'static str,
    pub map: &'static str,
    pub evidence: &'static str,
    pub faults: &'static str,
    pub forget: &'static str,
    pub main_pane: &'static str,
    pub side_pane: &'static str,
    pub other_pane: &'static str,
    pub copy: &'static str,
    pub copy_all: &'static str,
    pub out: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub language: &'static str,
    pub log: &'static str,
    pub zoom: &'static str,
    pub help: &'static str,
    pub palette: &'static str,
    pub mouse: &'static str,
    pub suspend: &'static str,
    pub quit: &'static str,
    pub quit_now: &'static str,
    pub down: &'static str,
    pub up: &'static str,
    pub page_down: &'static str,
    pub page_up: &'static str,
    pub half_down: &'static str,
    pub half_up: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub typing_keep: &'static str,
    pub typing_clear: &'static str,
    pub type_it: &'static str,
    pub delete_before: &'static str,
    pub delete_behind: &'static str,
    pub delete_word: &'static str,
    pub delete_to_start: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub to_start: &'static str,
    pub to_end: &'static str,
    pub find: &'static str,
    pub next_hit: &'static str,
    pub last_hit: &'static str,
    pub find_keep: &'static str,
    pub unfold: &'static str,
    pub fold: &'static str,
    pub next_heading: &'static str,
    pub last_heading: &'static str,
    pub copy_block: &'static str,
    pub to_list: &'static str,
    pub shift_right: &'static str,
    pub shift_left: &'static str,
    // details
    pub find_yours: &'static str,
    pub more_headings: fn(usize) -> String,
    pub more_lines: fn(usize) -> String,
    pub hits: fn(usize, usize) -> String,
    // the first screen
    pub search_first: &'static str,
    pub what_do_you_have: &'static str,
    /// What a person may hold, and what to do with it; the keys for a search and for the symptoms
    pub invitation: fn(&str, &str) -> [(&'static str, String); 5],
    pub your_last_case: &'static str,
    pub offline: &'static str,
    pub go_on: &'static str,
    pub paste_hint: &'static str,
    // titles
    pub status_codes: &'static str,
    pub of: &'static str,
    pub change_answer: &'static str,
    pub path_and_causes: &'static str,
    pub verdict: &'static str,
    pub case_closed: &'static str,
    pub not_decided: &'static str,
    pub map_title: &'static str,
    pub keys_title: &'static str,
    pub actions_title: &'static str,
    pub palette_actions: &'static str,
    pub palette_symptoms: &'static str,
    pub symptoms_title: &'static str,
    pub why_title: &'static str,
    pub evidence_title: &'static str,
    pub faults_title: &'static str,
    pub search_keys: &'static str,
    pub keys_here: &'static str,
    pub keys_everywhere: &'static str,
    pub keys_moving: &'static str,
    // the case
    /// Its name and how it stands
    pub case_in_short: fn(&str, &str) -> String,
    pub answers: fn(usize) -> String,
    pub read_from: fn(&str) -> String,
    pub closed: &'static str,
    pub last_case: fn(&str) -> String,
    pub no_case: &'static str,
    /// The case that was at hand, and the key that brings it back
    pub set_aside: fn(&str, &str) -> String,
    pub forgotten: fn(&str, &str) -> String,
    /// The key that quits, and the case
    pub quit_loses: fn(&str, &str) -> String,
    // browse
    pub nothing_found: &'static str,
    /// The keys that lead out and to the symptoms
    pub nothing_found_hint: fn(&str, &str) -> String,
    // verdict
    /// The key that leads out
    pub leads_back: fn(&str) -> String,
    // notices
    /// Between how something was copied and what
    pub colon: &'static str,
    pub lines: fn(usize) -> String,
    /// The name of a program
    pub copied_with: fn(&str) -> String,
    pub copied_tmux_and_on: &'static str,
    pub copied_tmux_alone: &'static str,
    pub sent_to_terminal: &'static str,
    /// The path of a file
    pub copied_to_file: fn(&str) -> String,
    pub nothing_to_copy: &'static str,
    /// A key, the one that does what it does elsewhere, and what that is
    pub unbound: fn(&str, &str, &str) -> String,
    /// A key, and the one that shows all
    pub unknown_key: fn(&str, &str) -> String,
    pub undone: &'static str,
    pub redone: &'static str,
    pub nothing_to_undo: &'static str,
    /// The key that switches it off
    pub mouse_on: fn(&str) -> String,
    pub mouse_off: &'static str,
    pub next_question: &'static str,
    pub next_cause: &'static str,
    pub nothing_title: &'static str,
    /// The keys that close the page, search, and lead to the symptoms
    pub nothing_next: fn(&str, &str, &str) -> String,
    /// A code or nothing, how many facts, and the key that shows them
    pub read: fn(&str, usize, &str) -> String,
    /// What was read, the words that say so, and where they stand
    pub read_because: fn(&str, &str, &str) -> String,
    pub a_symptom: &'static str,
    pub nothing_read: &'static str,
    /// The key that shows them, how many, and the first one
    pub faults_found: fn(&str, usize, &str) -> String,
    pub faults_next: &'static str,
    pub no_faults: &'static str,
    /// The code now, the one before, and the key that undoes
    pub evidence_shows: fn(u16, u16, &str) -> String,
    pub reading: &'static str,
    pub stop_reading: &'static str,
    pub stopped_reading: &'static str,
    /// The same of what is read as a whole or not at all
    pub stopped_whole: &'static str,
    /// What the key does that shows a closed log again
    pub log_closed: fn(&str) -> String,
    pub no_log: &'static str,
    pub too_small: &'static str,
    pub to_close: &'static str,
    // evidence
    pub triage_title: &'static str,
    pub search_log: &'static str,
    /// The key that shows all again
    pub not_in_log: fn(&str) -> String,
    pub no_failures: &'static str,
    pub succeeded: &'static str,
}
