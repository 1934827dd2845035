//! Faults of texts, commands and addresses.

use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::texts::Untranslated;

impl Fault {
    /// A character that would act on a terminal instead of being shown.
    #[must_use]
    pub fn harmful(place: Option<(usize, usize)>, c: char) -> Self {
        let c = u32::from(c);
        let what = said(
            format!("the text holds U+{c:04X}, which a terminal would obey or hide"),
            format!("文本里有 U+{c:04X}，终端会执行它或把它隐藏"),
        );
        Self::on(place, what, said("take it out", "去掉它"))
    }

    /// Texts that are longer together than the file is: aliases of aliases.
    #[must_use]
    pub fn too_much(place: Option<(usize, usize)>) -> Self {
        let what = said("the texts of this file are longer than the file itself", "这个文件里的文本合起来比文件还长");
        let next = said("write each text where it belongs, without anchors", "文本写在该写的地方，不要用锚点");
        Self::on(place, what, next)
    }

    /// A text that is written once and meant in many places.
    #[must_use]
    pub fn anchor(place: (usize, usize)) -> Self {
        let next = said("write the text twice, or put it in quotes", "把文本写两遍，或加上引号");
        Self::on(Some(place), said("anchors and aliases are not taken here", "这里不能用锚点和别名"), next)
    }

    /// A command that holds a TAB: where it is pasted, a shell would complete a name.
    #[must_use]
    pub fn tab(path: &Path) -> Self {
        let what = "the command holds a TAB, which a shell obeys where it is pasted";
        Self::at(path, said(what, "命令里有 TAB，粘贴时 shell 会执行它"), said("write blanks", "改成空格"))
    }

    /// A text without a word in one language.
    #[must_use]
    pub fn empty(path: &Path, language: &str) -> Self {
        let what = said(format!("the text is empty in `{language}`"), format!("文本的 `{language}` 是空的"));
        Self::at(path, what, said("write the text, or take the key out", "写上文本，或去掉这个键"))
    }

    /// A text of the built-in catalogue that is written in one language only.
    #[must_use]
    pub fn one_language(path: &Path) -> Self {
        let next = said("say it in both languages: {en: …, zh: …}", "两种语言都要写：{en: …, zh: …}");
        Self::at(path, said("the text is in one language only", "文本只有一种语言"), next)
    }

    /// A text that says the same words in both languages, or the words of the other.
    #[must_use]
    pub fn untranslated(path: &Path, why: Untranslated) -> Self {
        let what = match why {
            Untranslated::NotInChinese => said("the text is not in Chinese", "`zh` 不是中文"),
            Untranslated::Copied => said("the text is a copy of the Chinese one", "`en` 照抄了中文"),
            Untranslated::NotInEnglish => said("the text is not in English", "`en` 不是英文"),
        };
        let next = said(
            "say it in both languages, {en: …, zh: …}, or in a file of your own in one, as a plain string",
            "两种语言都写：{en: …, zh: …}；自己的文件也可以只写一种，直接写字符串",
        );
        Self::at(&path.key(why.language()), what, next)
    }

    /// A text that does not fit where it is shown.
    #[must_use]
    pub fn too_wide(path: &Path, cells: usize, most: usize) -> Self {
        let what = said(
            format!("the text takes {cells} cells, and {most} is the most"),
            format!("文本占 {cells} 格，最多 {most} 格"),
        );
        Self::at(path, what, said("say it shorter; a Chinese character takes two", "写短些，一个汉字占两格"))
    }

    /// A command that uses a fact without a stand-in.
    #[must_use]
    pub fn placeholder(path: &Path, key: &str) -> Self {
        let what = said(
            format!("the command uses `%{{{key}}}`, which has no placeholder"),
            format!("命令用到 `%{{{key}}}`，它没有 `placeholder`"),
        );
        let next = said(
            format!("give the fact `{key}` a `placeholder`, or spell the key as the vocabulary does"),
            format!("给事实 `{key}` 写上 `placeholder`，或改成 `facts` 里的写法"),
        );
        Self::at(path, what, next)
    }

    /// A command that a shell would not take.
    #[must_use]
    pub fn quotes(path: &Path) -> Self {
        let next = said("close the quote, so that it can be pasted", "补上引号，这样才能直接粘贴");
        Self::at(path, said("the command has an unbalanced quote", "命令里的引号不成对"), next)
    }

    /// An address that nobody can open.
    #[must_use]
    pub fn address(path: &Path, url: &str) -> Self {
        let what = said(format!("`{url}` is no address that can be opened"), format!("`{url}` 不是能打开的地址"));
        let next =
            said("write it whole, without blanks: https://host.name/page", "写完整，不带空格：https://host.name/page");
        Self::at(path, what, next)
    }
}
