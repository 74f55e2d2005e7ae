//! Schemas to choose from, and those that hold all at once.

use super::change::Change;
use super::class::{Criterion, Part};
use super::compare::{Aside, Comparison};

type Several<'a, 'b> = (Criterion, &'b [Part<'a>]);

impl<'a> Comparison<'a> {
    /// Each schema of the shorter list has one of its own in the other list, which it fits.
    pub(super) fn combined(
        &mut self,
        (reads, reader): Several<'a, '_>,
        (wrote, writer): Several<'a, '_>,
        path: &str,
    ) {
        let (reader, writer) = (each_once(reader), each_once(writer));
        let extended = match reads {
            _ if reads == wrote => true,
            Criterion::Any => true,
            Criterion::One => writer.len() == 1,
            Criterion::All => writer.len() == 1 && reader.len() == 1,
        };
        let fewer =
            if reads == Criterion::All { reader.len() > writer.len() } else { reader.len() < writer.len() };
        let change = Change::Choice { writer: (wrote, writer.len()), reader: (reads, reader.len()) };
        if !extended || fewer {
            self.add(path, change);
            return;
        }
        let asides: Vec<Vec<Aside>> = writer
            .iter()
            .map(|wrote| reader.iter().map(|reads| self.aside(*reads, *wrote, path)).collect())
            .collect();
        let fits: Vec<Vec<bool>> = asides.iter().map(|row| row.iter().map(Aside::fits).collect()).collect();
        let taken = matched(&fits, reader.len());
        if taken.iter().flatten().count() >= reader.len().min(writer.len()) {
            return;
        }
        if let Some(why) = asides.iter().flatten().find_map(|aside| aside.unsure.clone()) {
            self.unsure.get_or_insert(why);
            return;
        }
        // What is wrong inside, where there is no doubt which two belong together.
        let mut left = asides.into_iter().enumerate().filter(|(wrote, _)| !taken.contains(&Some(*wrote)));
        let free: Vec<usize> = (0..reader.len()).filter(|reads| taken[*reads].is_none()).collect();
        match (left.next(), left.next(), &free[..]) {
            (Some((_, mut row)), None, [reads]) => {
                let aside = row.remove(*reads);
                let of_types = |(_, change): &(String, Change)| matches!(change, Change::Types { .. });
                if aside.found.iter().any(of_types) { self.add(path, change) } else { self.take(aside) }
            }
            _ => self.add(path, change),
        }
    }
}

/// Without those that stand there twice.
fn each_once<'a>(parts: &[Part<'a>]) -> Vec<Part<'a>> {
    let mut kept: Vec<Part<'a>> = Vec::new();
    for part in parts {
        if !kept.iter().any(|other| other.says == part.says && other.node.json == part.node.json) {
            kept.push(*part);
        }
    }
    kept
}

/// Of each column the row that it is matched with; as many as can be (Kuhn's algorithm).
fn matched(fits: &[Vec<bool>], columns: usize) -> Vec<Option<usize>> {
    let mut taken = vec![None; columns];
    for row in 0..fits.len() {
        place(row, fits, &mut taken, &mut vec![false; columns]);
    }
    taken
}

fn place(row: usize, fits: &[Vec<bool>], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for column in 0..taken.len() {
        if fits[row][column] && !tried[column] {
            tried[column] = true;
            if taken[column].is_none_or(|other| place(other, fits, taken, tried)) {
                taken[column] = Some(row);
                return true;
            }
        }
    }
    false
}
