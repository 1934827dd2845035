//! Chinese text that is no UTF-8: GB18030, of which GBK and GB2312 are parts, read as UTF-8. Editors and consoles on
//! Windows write it, and so do functions that set no encoding.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::{Decoder, GB18030};

/// Bytes that a character has at most.
const LONGEST: usize = 4;

/// Whether what begins like this is such text: it is no UTF-8, it is sound as this, and it holds Chinese. The last
/// character may be cut.
pub(super) fn is_gbk(head: &[u8]) -> bool {
    let is_utf8 = str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    if is_utf8 || head.contains(&0) {
        return false;
    }
    // a log in UTF-8 in which one line is not stays what it is
    let others = head.iter().filter(|byte| !byte.is_ascii()).count();
    let sound = head.utf8_chunks().map(|chunk| chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count());
    if sound.sum::<usize>() * 2 > others {
        return false;
    }
    let decoded = (0..LONGEST.min(head.len()))
        .find_map(|cut| GB18030.decode_without_bom_handling_and_without_replacement(&head[..head.len() - cut]));
    decoded.is_some_and(|text| text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
}

/// Such text, read as UTF-8. What cannot be read stands as the mark for it.
pub(super) struct Gbk<R> {
    decoder: Decoder,
    bytes: R,
    text: Cursor<String>,
    over: bool,
}

impl<R: BufRead> Gbk<R> {
    pub(super) fn new(bytes: R) -> Self {
        Self { decoder: GB18030.new_decoder_without_bom_handling(), bytes, text: Cursor::default(), over: false }
    }
}

impl<R: BufRead> Read for Gbk<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.text.read(buffer)?;
            if count > 0 || buffer.is_empty() || self.over {
                return Ok(count);
            }
            let more = self.bytes.fill_buf()?;
            self.over = more.is_empty();
            let room = self.decoder.max_utf8_buffer_length(more.len()).unwrap_or(more.len());
            let mut text = String::with_capacity(room);
            let (_, taken, _) = self.decoder.decode_to_string(more, &mut text, self.over);
            self.bytes.consume(taken);
            self.text = Cursor::new(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Read};

    use encoding_rs::GB18030;

    use super::{Gbk, is_gbk};

    const TEXT: &str = "START RequestId: a1\n函数超时，请稍后重试\nEND RequestId: a1\n";

    #[test]
    fn chinese_that_is_no_utf_8_is_read() {
        let (bytes, _, _) = GB18030.encode(TEXT);
        assert!(is_gbk(&bytes));
        for capacity in [1, 3, 64] {
            let mut text = String::new();
            let bytes = BufReader::with_capacity(capacity, Cursor::new(bytes.to_vec()));
            Gbk::new(bytes).read_to_string(&mut text).unwrap();
            assert_eq!(text, TEXT);
        }
        // the head of a file may end within a character
        let cut = TEXT.find("超").unwrap();
        let (half, _, _) = GB18030.encode(&TEXT[..cut + "超".len()]);
        assert!(is_gbk(&half[..half.len() - 1]));
    }

    #[test]
    fn what_is_utf_8_or_no_text_is_left_alone() {
        let (line, _, _) = GB18030.encode("函数超时\n");
        let mixed = [TEXT.repeat(3).as_bytes(), &line].concat();
        for bytes in
            [TEXT.as_bytes(), &TEXT.as_bytes()[..23], b"caf\xe9 au lait", b"\xff\xfe\x00a", &[0x80; 40], &mixed]
        {
            assert!(!is_gbk(bytes), "{bytes:?}");
        }
    }
}
