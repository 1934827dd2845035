//! The picture as text: a part of the guide below its heading.

use crate::lang::Lang;
use crate::report::text::{Setting, bold};
use crate::report::tree::picture::Picture;
use crate::report::tree::rows::rows;
use crate::words::Words;

/// The picture as lines below `title`, with how much is in it.
#[must_use]
pub fn draw(picture: &Picture, title: &str, lang: Lang, setting: Setting) -> String {
    let counted = (Words::of(lang).report.picture)(picture.stations.len(), picture.causes);
    let mut text = format!("{}\n", bold(&format!("{title} · {counted}"), setting.ink));
    for row in rows(picture, setting.width, lang) {
        text.push_str(&row.text());
        text.push('\n');
    }
    text
}
