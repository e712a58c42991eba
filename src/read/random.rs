//! Random documents: every span's place in the file, decoded, is its text; and documents that are
//! changed at random are read without a panic, and in time.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Draft;
use crate::span::Span;

/// Draws numbers, always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

/// A document with some of its bytes changed, cut, or said twice.
fn mutated(document: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, again);
            }
            3 => bytes.insert(at, b"\0\x01\x02\x03=\xff\xe2\r\n<>^-: "[dice.below(15)]),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

/// Reads a document many times over, each time changed; every place must be one in the file.
fn survive(name: &str, documents: &[Vec<u8>]) {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for round in 0..10_000 {
        let bytes = mutated(&documents[round % documents.len()], &mut dice);
        let Ok(draft) = Draft::from_bytes(name, &bytes) else { continue };
        for block in &draft.blocks {
            let place = draft.place(block.span);
            assert!(place.end <= bytes.len(), "{place:?} of {}", bytes.len());
            assert!(draft.position_of(block.span.start).line > 0);
            assert!(!draft.words(block.span).is_empty());
        }
    }
}

const STORY: &str = "Mill shut\n\nBy Ann Hale\n12 May 2025\n\nSELBY, Ohio (SP) — The mill’s gate is shut, “for good”, said José Wynne.\n\n10:42 a.m. — No one was in.\n\n“The mill’s gate is shut, for good”\n\nAnn Hale is a reporter. Reach her at a@b.c.\n";

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const MAIL: &str = "Received: by a\r\n\tfor b\r\nSubject: =?utf-8?Q?Mill_=E2=80=93_shut?=\r\nFrom: \"Ann Hale\" <a@b.c>\r\nDate: Tue, 3 Mar 2015 11:27:36 +1100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: multipart/alternative; boundary=yy\r\n\r\n--yy\r\nContent-Type: text/plain; charset=windows-1252; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe mill=92s gate=\r\n is shut,=20\r\nsaid Jos=E9.\r\n\r\nOn 3 May, T <t@w.org> wrote:\r\n> No.\r\n-- \r\nAnn\r\n--yy\r\nContent-Type: text/html\r\n\r\n<p>No.</p>\r\n--yy--\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhlIG1pbGwgaXMgc2h1dCwg4oCcZm9yIGdvb2TigJ0u\r\n--xx--\r\n";

const WIRE: &str = "\u{16}\u{16}\u{1}a4471\u{1f}-----\r\nr z\u{13}\u{11} BC-Selby--Mill Fire   03-11 0310\r\n\u{2}^BC-Selby--Mill Fire,310<\r\n^Mill burns in Selby<\r\n^Eds: Updates.<\r\n^By ANN HALE=\r\n^Selby Press=\r\n\t   SELBY, Ohio (SP) _ The mill burnt down.<\r\n\t   No one was hurt.\r\n\t   (more)\r\n\t   \u{3}SP-WF-03-11-16 0337GMT<\r\n\u{4}";

const IPTC: &str = "\u{1}aca062 4 i 211 ccccb   spa 061\r\n\nSelby-mill/\r\n\u{2}1ST LEAD\r\nMill burns down\r\nBy Ann Hale, spa =\r\n\n   Selby (spa) - The mill burnt down on Monday and\r\nnobody was in it.\r\n\n# Notebook\r\n- adds\r\n\u{3}131137 GMT Nov 13 \r\n\u{7f}\u{4}";

#[test]
fn changed_texts_are_read_or_refused() {
    let (narrow, _, _) = WINDOWS_1252.encode(STORY);
    let texts = [STORY.as_bytes().to_vec(), wide(STORY), narrow.into_owned()];
    survive("a.txt", &texts);
}

#[test]
fn changed_mails_are_read_or_refused() {
    survive("a.eml", &[MAIL.as_bytes().to_vec()]);
}

#[test]
fn changed_wire_copy_is_read_or_refused() {
    survive("a.anpa", &[WIRE.as_bytes().to_vec(), IPTC.as_bytes().to_vec()]);
}

/// Characters of one to four bytes.
const LETTERS: [char; 24] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'k', 'é', 'ü', '’', '“', '”', '–', '€', '^', '=',
    '.', ',', 'm', 'n', 'o',
];

/// Some paragraphs, each a sentence.
fn paragraphs(dice: &mut Dice) -> Vec<String> {
    let word = |dice: &mut Dice| -> String {
        (0..=dice.below(8)).map(|_| LETTERS[dice.below(LETTERS.len())]).collect()
    };
    let paragraph = |dice: &mut Dice| {
        let words: Vec<String> = (0..10 + dice.below(20)).map(|_| word(dice)).collect();
        format!("The {} mill.", words.join(" "))
    };
    (0..=dice.below(5)).map(|_| paragraph(dice)).collect()
}

/// Runs a test on random paragraphs.
fn many(test: impl Fn(&[String], &mut Dice)) {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for _ in 0..200 {
        let paragraphs = paragraphs(&mut dice);
        test(&paragraphs, &mut dice);
    }
}

/// Checks that each character of each block stands where the bytes are that `decode` reads as it.
fn check(name: &str, bytes: &[u8], decode: impl Fn(&[u8]) -> String) -> Draft {
    let draft = Draft::from_bytes(name, bytes).unwrap();
    for block in &draft.blocks {
        let words = draft.words(block.span);
        let place = draft.place(block.span);
        assert_eq!(decode(&bytes[place.start..place.end]), words);
        for (at, char) in words.char_indices() {
            let start = block.span.start + at;
            let place = draft.place(Span::new(start, start + char.len_utf8()));
            let found = decode(&bytes[place.start..place.end]);
            assert!(found.contains(char), "{found} for {char}");
        }
    }
    draft
}

fn decoded(encoding: &'static Encoding) -> impl Fn(&[u8]) -> String {
    move |bytes| encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Quoted-printable, line by line, with a soft break here and there.
fn quoted(text: &str, every: usize) -> String {
    let mut sent = String::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'=' | 0x80.. => sent.extend(format!("={byte:02X}").chars()),
            b'\n' => sent.push_str("\r\n"),
            _ => sent.push(char::from(byte)),
        }
        if at % every == every - 1 && byte != b'\n' && byte != b' ' {
            sent.push_str("=\r\n");
        }
    }
    sent
}

fn unquoted(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("=\r\n", "").replace("\r\n", "\n");
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'=');
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The characters of base64.
const SIXTY_FOUR: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8], every: usize) -> String {
    let mut sent = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let char = SIXTY_FOUR[bits >> (18 - 6 * at) & 63];
            sent.push(if at > chunk.len() { '=' } else { char::from(char) });
            if sent.len().is_multiple_of(every) {
                sent.push_str("\r\n");
            }
        }
    }
    sent
}

fn from_base64(bytes: &[u8]) -> String {
    let values = bytes.iter().filter_map(|b| SIXTY_FOUR.iter().position(|one| one == b));
    let values: Vec<usize> = values.collect();
    let mut out = Vec::new();
    for group in values.chunks(4) {
        let bits = group.iter().fold(0, |bits, value| bits << 6 | value) << (6 * (4 - group.len()));
        let all = [bits >> 16 & 255, bits >> 8 & 255, bits & 255];
        out.extend(all.iter().take(group.len() - 1).map(|b| u8::try_from(*b).unwrap()));
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn any_encoding_keeps_its_places() {
    many(|paragraphs, dice| {
        let mark = ["", "\u{feff}"][dice.below(2)];
        let text = format!("{mark}Mill shut\n\n{}\n", paragraphs.join("\n\n"));
        check("a.txt", text.as_bytes(), |bytes| String::from_utf8_lossy(bytes).into_owned());
        check("a.txt", &wide(&text), decoded(UTF_16LE));
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check("a.txt", &big, decoded(UTF_16BE));
        let (narrow, _, _) = WINDOWS_1252.encode(text.trim_start_matches('\u{feff}'));
        Draft::from_bytes("a.txt", &narrow).unwrap();
    });
}

#[test]
fn quoted_printable_keeps_its_places() {
    let head = "MIME-Version: 1.0\r\nSubject: Mill\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    many(|paragraphs, dice| {
        let text = paragraphs.join("\n\n");
        let mail = format!("{head}{}\r\n", quoted(&text, 9 + dice.below(60)));
        let draft = check("a.eml", mail.as_bytes(), unquoted_block);
        let read: Vec<&str> = draft.blocks.iter().skip(1).map(|b| draft.words(b.span)).collect();
        assert_eq!(read.join("\n\n"), text);
    });
}

#[test]
fn base64_holds_its_places() {
    let head = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    many(|paragraphs, dice| {
        let text = paragraphs.join("\n\n");
        let mail = format!("{head}{}\r\n", base64(text.as_bytes(), 5 + dice.below(72)));
        let draft = Draft::from_bytes("a.eml", mail.as_bytes()).unwrap();
        for block in &draft.blocks {
            for (at, char) in draft.words(block.span).char_indices() {
                let start = block.span.start + at;
                let place = draft.place(Span::new(start, start + char.len_utf8()));
                let found = from_base64(&mail.as_bytes()[place.start..place.end]);
                assert!(found.contains(char), "{found} for {char}");
            }
        }
    });
}

#[test]
fn wire_copy_keeps_its_places() {
    many(|paragraphs, _| {
        let body = paragraphs.join("\n\t");
        let text = format!(
            "\u{1}a1 2\n\u{2}^Mill shut<\n^By ANN HALE=\n\t{body}\n\u{3}SP 0337GMT<\n\u{4}"
        );
        check("a.anpa", text.as_bytes(), |bytes| String::from_utf8_lossy(bytes).into_owned());
        let (narrow, _, _) = WINDOWS_1252.encode(&text);
        assert!(Draft::from_bytes("a.anpa", &narrow).unwrap().blocks.len() >= 3);
    });
}

/// As [`unquoted`], with line ends as they are sent.
fn unquoted_block(bytes: &[u8]) -> String {
    unquoted(bytes).replace('\n', "\r\n")
}
