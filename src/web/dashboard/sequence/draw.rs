//! Rows of steps become SVG.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};

use super::super::words::span;
use super::step::{Form, Lane, Step, Tone};
use super::text::{cut, escaped, lines};

const GUTTER: i32 = 78;
const LANE: i32 = 178;
const WIDTH: i32 = GUTTER + 4 * LANE + 10;
const HEAD: i32 = 92;
const NOTE_HALF: i32 = 84;
const LINE: i32 = 15;
/// Letters in a note's line; a letter of the small type takes a good six units.
const NOTE_LETTERS: usize = 26;
/// From here on it is told how much time has passed between two steps.
const GAP: SignedDuration = SignedDuration::from_secs(60);

/// Colours by use; the same as on the pages. A picture that is shown elsewhere brings them along.
const STYLE: &str = "\
.page{fill:#fff}.ink{fill:#18211e}.soft,.time{fill:#56625d}.line,.life{stroke:#c3ccc7}\
.life{stroke-dasharray:2 5}.head{fill:#f0f4f1;stroke:#c3ccc7}.wire{stroke:#46524d;fill:none}.tip{fill:#46524d}\
.note{fill:#f4f5f2;stroke:#c3ccc7}.good .wire{stroke:#18723d}.good .tip,.good .answer{fill:#18723d}\
.bad .wire{stroke:#ad2318}.bad .tip,.bad .answer{fill:#ad2318}.good .note{fill:#e9f5ed;stroke:#18723d}\
.bad .note{fill:#fdeeec;stroke:#ad2318}.bar{fill:#e3f1ee}.clock{fill:#084c3e}\
text{font:12px -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}\
.time,.answer,.small{font-size:11px}.answer{fill:#56625d}.who{font-weight:650;font-size:13px}\
.title{font-weight:650;font-size:14px}\
@media(prefers-color-scheme:dark){.page{fill:#1a211e}.ink{fill:#e9efec}.soft,.time,.answer{fill:#a5b2ac}\
.line,.life,.head,.note{stroke:#47544e}.head,.note{fill:#232c28}.wire{stroke:#b6c3bd}.tip{fill:#b6c3bd}\
.good .wire{stroke:#74d59e}.good .tip,.good .answer{fill:#74d59e}.bad .wire{stroke:#ff9d93}\
.bad .tip,.bad .answer{fill:#ff9d93}.good .note{fill:#1a3325;stroke:#74d59e}\
.bad .note{fill:#3a1e1b;stroke:#ff9d93}.bar{fill:#173a31}.clock{fill:#86dcc2}}";

/// A picture that grows downwards.
struct Picture {
    rows: String,
    y: i32,
    shown: Option<Timestamp>,
}

impl Lane {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Shop, "Shop"),
        (Self::Sandbox, "Sandbox"),
        (Self::Buyer, "Buyer"),
        (Self::Bank, "Bank"),
    ];

    fn x(self) -> i32 {
        let place = match self {
            Self::Shop => 0,
            Self::Sandbox => 1,
            Self::Buyer => 2,
            Self::Bank => 3,
        };
        GUTTER + LANE / 2 + place * LANE
    }
}

/// Draws the steps under a title.
pub(super) fn svg(title: &str, steps: &[Step], left_out: usize) -> String {
    let mut picture = Picture {
        rows: String::new(),
        y: HEAD,
        shown: None,
    };
    if left_out > 0 {
        picture.aside(&format!("{left_out} earlier steps are left out"));
    }
    for step in steps {
        picture.step(step);
    }
    if steps.is_empty() {
        picture.aside("the journal no longer has any of its steps");
    }
    picture.framed(title)
}

impl Picture {
    fn framed(self, title: &str) -> String {
        let (height, end) = (self.y + 24, self.y + 8);
        let title = escaped(title);
        let mut svg = String::new();
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
             <title id=\"title\">{title}</title>\n<style>{STYLE}</style>\n\
             <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\" rx=\"10\"/>\n\
             <text class=\"title ink\" x=\"16\" y=\"27\">{title}</text>\n",
        );
        for (lane, name) in Lane::ALL {
            let (x, left) = (lane.x(), lane.x() - 52);
            let _ = write!(
                svg,
                "<line class=\"life\" x1=\"{x}\" y1=\"74\" x2=\"{x}\" y2=\"{end}\"/>\n\
                 <rect class=\"head\" x=\"{left}\" y=\"44\" width=\"104\" height=\"30\" rx=\"8\"/>\
                 <text class=\"who ink\" x=\"{x}\" y=\"64\" text-anchor=\"middle\">{name}</text>\n",
            );
        }
        svg.push_str(&self.rows);
        svg.push_str("</svg>\n");
        svg
    }

    fn step(&mut self, step: &Step) {
        self.time(step.at);
        let tone = match step.tone {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Bad => "bad",
        };
        let text = escaped(&step.text);
        let _ = write!(self.rows, "<g class=\"{tone}\"><title>{text}</title>");
        match step.form {
            Form::Arrow(from, to) => self.arrow(step, from, to),
            Form::Note(lane) => self.note(step, lane),
            Form::Bar => self.bar(step),
        }
        self.rows.push_str("</g>\n");
    }

    /// The time stands beside the first of several rows that share it.
    fn time(&mut self, at: Timestamp) {
        let before = self.shown.replace(at);
        if let Some(before) = before
            && at.duration_since(before) >= GAP
        {
            self.aside(&format!("{} later", span(at.duration_since(before))));
        }
        let second = |at: Timestamp| at.as_second();
        if before.map(second) == Some(second(at)) {
            return;
        }
        let day = |at: Timestamp| at.strftime("%d %b").to_string();
        let y = self.y + 20;
        if before.map(day) != Some(day(at)) {
            let (day, above) = (day(at), y - 14);
            let _ = writeln!(
                self.rows,
                "<text class=\"time\" x=\"16\" y=\"{above}\">{day}</text>"
            );
        }
        let time = at.strftime("%H:%M:%S");
        let _ = writeln!(
            self.rows,
            "<text class=\"time\" x=\"16\" y=\"{y}\">{time}</text>"
        );
    }

    fn arrow(&mut self, step: &Step, from: Lane, to: Lane) {
        let (start, end) = (from.x(), to.x());
        let step_to = (end - start).signum();
        let (middle, y) = (i32::midpoint(start, end), self.y + 24);
        let (stop, back) = (end - 3 * step_to, end - 11 * step_to);
        let letters = usize::try_from((end - start).abs() / 7).unwrap_or(20);
        let times = match step.times {
            1 => String::new(),
            times => format!(" ×{times}"),
        };
        let label = escaped(&format!("{}{times}", cut(&step.label, letters)));
        let dashes = match step.tone {
            Tone::Bad => " stroke-dasharray=\"6 4\"",
            Tone::Plain | Tone::Good => "",
        };
        let _ = write!(
            self.rows,
            "<path class=\"wire\" d=\"M{start} {y}H{back}\" stroke-width=\"1.5\"{dashes}/>\
             <path class=\"tip\" d=\"M{stop} {y}L{back} {}V{}Z\"/>\
             <text class=\"ink\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            y - 5,
            y + 5,
            y - 6,
        );
        self.y += 36;
        if !step.answer.is_empty() {
            let answer = escaped(&cut(&step.answer, letters));
            let _ = write!(
                self.rows,
                "<text class=\"answer\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{answer}</text>",
                y + 14,
            );
            self.y += 12;
        }
    }

    fn note(&mut self, step: &Step, lane: Lane) {
        let lines = lines(&step.label, NOTE_LETTERS);
        let count = i32::try_from(lines.len()).unwrap_or(1);
        let (x, height) = (lane.x(), count * LINE + 10);
        let (left, width, top) = (x - NOTE_HALF, 2 * NOTE_HALF, self.y + 4);
        let _ = write!(
            self.rows,
            "<rect class=\"note\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"
        );
        for (number, line) in (0..).zip(&lines) {
            let y = top + 17 + number * LINE;
            let line = escaped(line);
            let _ = write!(
                self.rows,
                "<text class=\"small ink\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{line}</text>"
            );
        }
        self.y += height + 10;
    }

    fn bar(&mut self, step: &Step) {
        let (top, y, width) = (self.y + 4, self.y + 18, WIDTH - GUTTER - 10);
        let middle = GUTTER + width / 2;
        let label = escaped(&format!(
            "{} to {}",
            step.label,
            step.at.strftime("%H:%M:%S")
        ));
        let _ = write!(
            self.rows,
            "<rect class=\"bar\" x=\"{GUTTER}\" y=\"{top}\" width=\"{width}\" height=\"20\" rx=\"6\"/>\
             <text class=\"small clock\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>"
        );
        self.y += 32;
    }

    /// A word between the rows.
    fn aside(&mut self, text: &str) {
        let (middle, y) = (GUTTER + 2 * LANE, self.y + 15);
        let text = escaped(text);
        let _ = writeln!(
            self.rows,
            "<text class=\"small soft\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">· · · {text} · · ·</text>"
        );
        self.y += 26;
    }
}
