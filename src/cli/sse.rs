//! Server-sent events, read line by line.

use serde_json::Value;

/// One event of a stream.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Sent {
    /// Its name: a type of the journal, or `reset`, `dropped`, `removed`.
    pub(crate) name: String,
    /// What to go on from after it.
    pub(crate) id: Option<u64>,
    /// What it says, as it came.
    pub(crate) raw: String,
    /// What it says.
    pub(crate) data: Value,
}

/// Puts lines together.
#[derive(Default, Debug)]
pub(crate) struct Reader {
    name: String,
    id: Option<u64>,
    raw: String,
}

impl Reader {
    /// Takes a line; an event is whole at the empty line after it.
    ///
    /// # Errors
    /// What it says is no JSON.
    pub(crate) fn line(&mut self, line: &str) -> anyhow::Result<Option<Sent>> {
        if line.is_empty() {
            let Self { name, id, raw } = std::mem::take(self);
            if raw.is_empty() {
                return Ok(None);
            }
            let data = serde_json::from_str(&raw)?;
            let sent = Sent {
                name,
                id,
                raw,
                data,
            };
            return Ok(Some(sent));
        }
        // A line that begins with a colon is a comment: a sign of life.
        match line.split_once(": ") {
            Some(("event", name)) => name.clone_into(&mut self.name),
            Some(("id", id)) => self.id = id.parse().ok(),
            Some(("data", data)) => data.clone_into(&mut self.raw),
            _ => {}
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_whole_at_the_empty_line() {
        let mut reader = Reader::default();
        let lines = [
            ": events follow",
            "",
            "id: 3",
            "event: API_CALL",
            "data: {\"a\": 1}",
        ];
        for line in lines {
            assert_eq!(reader.line(line).unwrap(), None, "{line}");
        }
        let sent = reader.line("").unwrap().unwrap();
        assert_eq!((sent.name.as_str(), sent.id), ("API_CALL", Some(3)));
        assert_eq!(
            (sent.raw.as_str(), &sent.data["a"]),
            ("{\"a\": 1}", &1.into())
        );
        assert_eq!(reader.line("").unwrap(), None);
        reader.line("data: {").unwrap();
        reader.line("").unwrap_err();
    }
}
