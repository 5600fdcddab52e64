//! Lines and columns of a text, for messages.

use crate::scenario::mistake::Place;

/// How many letters of a line are shown around a mistake. Some documents are one long line.
const SHOWN: usize = 60;

/// Finds the line and the column of a byte.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// How many letters stand before each block of bytes: a long line is not counted anew for
    /// every value in it.
    blocks: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 256;

/// How many letters begin in these bytes.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let mut counted = 0;
        let count = |block: &[u8]| {
            let before = counted;
            counted += letters(block);
            before
        };
        let blocks = text.as_bytes().chunks(BLOCK).map(count).collect();
        Self {
            text,
            lines,
            blocks,
        }
    }

    /// The place of a byte.
    pub(super) fn of_byte(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1];
        Place {
            line,
            column: self.letters_before(at) - self.letters_before(start) + 1,
        }
    }

    fn letters_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let whole = self.blocks.get(at / BLOCK).copied();
        let block = at / BLOCK * BLOCK;
        match whole {
            Some(whole) => whole + letters(&self.text.as_bytes()[block..at]),
            None => letters(self.text.as_bytes()),
        }
    }

    /// The first byte of a line.
    pub(super) fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.lines.get(index).copied().unwrap_or(self.text.len())
    }

    /// The line of a place, and under it a caret that points there.
    pub(super) fn shown(&self, place: Place) -> String {
        let rest = self.text.get(self.line_start(place.line)..);
        let line = rest.unwrap_or_default().lines().next().unwrap_or_default();
        let before = place.column - 1;
        let skipped = before.saturating_sub(SHOWN);
        let part: Vec<char> = line.chars().skip(skipped).take(2 * SHOWN).collect();
        // A tab stays one, so that the caret stands below what is meant.
        let blank = |letter: &char| if *letter == '\t' { '\t' } else { ' ' };
        let gap: String = part.iter().take(before - skipped).map(blank).collect();
        let part: String = part.into_iter().collect();
        let number = place.line;
        let margin = " ".repeat(number.to_string().len());
        format!("  {number} | {part}\n  {margin} | {gap}^")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_with_a_caret_below_the_place() {
        let text = "a\n\té = x\n";
        let places = Places::of(text);
        let at = text.find('x').unwrap();
        let place = places.of_byte(at);
        assert_eq!((place.line, place.column), (2, 6));
        assert_eq!(places.shown(place), "  2 | \té = x\n    | \t    ^");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let text = format!("{}!{}", "a".repeat(5_000), "b".repeat(5_000));
        let places = Places::of(&text);
        let shown = places.shown(places.of_byte(5_000));
        let expected = format!(
            "  1 | {}!{}\n    | {}^",
            "a".repeat(60),
            "b".repeat(59),
            " ".repeat(60)
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn behind_the_end_there_is_an_empty_line() {
        let places = Places::of("x");
        let place = places.of_byte(1);
        assert_eq!(places.shown(place), "  1 | x\n    |  ^");
        assert_eq!(Places::of("").of_byte(9), Place { line: 1, column: 1 });
    }
}
