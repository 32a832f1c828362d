// SPDX-License-Identifier: Apache-2.0

//! The pods of a model, one address a line; `#` begins a comment.

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Routes {
    pods: Vec<String>,
    turn: AtomicUsize,
}

impl Routes {
    pub fn read(path: &str) -> Result<Self> {
        Self::parse(&fs::read_to_string(path)?)
            .ok_or_else(|| Error::new(ErrorKind::InvalidData, format!("{path} names no pod")))
    }

    fn parse(text: &str) -> Option<Self> {
        let pods: Vec<String> = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        (!pods.is_empty()).then(|| Self { pods, turn: AtomicUsize::new(0) })
    }

    pub fn next(&self) -> &str {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        &self.pods[turn % self.pods.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::Routes;

    #[test]
    fn pods_take_turns() {
        let routes = Routes::parse("a:80\n# spare\nb:80 # slow\n").unwrap();
        assert_eq!([routes.next(), routes.next(), routes.next()], ["a:80", "b:80", "a:80"]);
    }
}
