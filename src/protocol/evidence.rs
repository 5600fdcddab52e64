//! Documents of evidence: the form that a merchant fills in, and what kind of file it sends back.

use std::fmt::Write as _;

use crate::gateway::{Dispute, antom_time};

/// The form for a defence: one page of PDF 1.4, small enough to be written by hand.
pub(super) fn template(dispute: &Dispute) -> Vec<u8> {
    let code = dispute.reason_code.as_deref().unwrap_or("none");
    let lines = [
        "Dispute evidence".to_owned(),
        format!("Dispute: {}", dispute.id),
        format!("Type: {}", dispute.kind.name()),
        format!("Reason: {code}, {}", dispute.reason),
        format!("Amount: {}", dispute.amount),
        format!("Answer until: {}", antom_time(dispute.due_at)),
        "Describe the order, its delivery and the contact with the buyer:".to_owned(),
    ];
    let mut text = String::from("BT /F1 12 Tf 16 TL 72 770 Td\n");
    for line in lines {
        let _ = writeln!(text, "({}) Tj T*", escaped(&line));
    }
    text.push_str("ET");
    pdf(&text)
}

/// A text as PDF has it in round brackets; what its plain font lacks becomes a question mark.
fn escaped(line: &str) -> String {
    let mut text = String::new();
    for letter in line.chars() {
        match letter {
            '(' | ')' | '\\' => text.extend(['\\', letter]),
            ' '..='~' => text.push(letter),
            _ => text.push('?'),
        }
    }
    text
}

/// A document of one page with this content.
fn pdf(content: &str) -> Vec<u8> {
    let length = content.len();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {length} >>\nstream\n{content}\nendstream"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// `disputeEvidenceFormat` of a document, by its first bytes; one of unknown kind passes for PDF,
/// which is what the documents ask for.
pub(super) fn format_of(document: &[u8]) -> &'static str {
    let names_word = || document.windows(5).any(|part| part == b"word/");
    match document {
        [0xff, 0xd8, 0xff, ..] => "JPG",
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "WORD",
        [b'P', b'K', 3, 4, ..] if names_word() => "WORD",
        [b'P', b'K', 3, 4, ..] => "ZIP",
        _ => "PDF",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_of_the_form_lies_where_its_table_says() {
        let text = String::from_utf8(pdf("BT (a) Tj ET")).expect("it is text");
        let (_, table) = text.split_once("0000000000 65535 f \n").expect("a table");
        for (number, line) in (1..=5).zip(table.lines()) {
            let offset: usize = line[..10].parse().expect("an offset");
            assert!(text[offset..].starts_with(&format!("{number} 0 obj\n")));
        }
        let start = text.rsplit("startxref\n").next().expect("a start");
        let start: usize = start.lines().next().expect("a line").parse().expect("it");
        assert!(text[start..].starts_with("xref\n"));
        assert_eq!(escaped("a (b) \\ é"), "a \\(b\\) \\\\ ?");
    }

    #[test]
    fn the_first_bytes_tell_the_format() {
        for (document, format) in [
            (&b"%PDF-1.4"[..], "PDF"),
            (b"PK\x03\x04 word/document.xml", "WORD"),
            (b"PK\x03\x04 a.txt", "ZIP"),
            (b"\xff\xd8\xff\xe0", "JPG"),
            (b"\xd0\xcf\x11\xe0", "WORD"),
            (b"", "PDF"),
        ] {
            assert_eq!(format_of(document), format);
        }
    }
}
