//! Which branch of a union a generic value is written as.

use std::cell::RefCell;
use std::collections::HashMap;

use apache_avro::schema::{NamespaceRef, Schema};
use apache_avro::types::Value;

use super::misfit::{Misfit, kind_of, shown};
use super::put::{Fit, NONE, Put};
use crate::encode::avro_record::wire::put_length;

/// Which branch a value becomes, and how it fits, by where it and the branches stand.
pub(super) type Chosen = RefCell<HashMap<(*const Value, *const Schema), Result<(Fit, usize), Misfit>>>;

impl Put<'_> {
    /// The branch that the value names. `Value::from` of an `Option` takes null for the first branch always, so of null and one other the
    /// kind says which is meant, where the place cannot be.
    pub(super) fn branch(
        self,
        at: u32,
        value: &Value,
        branches: &[Schema],
        around: NamespaceRef,
        out: &mut Vec<u8>,
    ) -> Result<Fit, Misfit> {
        let start = out.len();
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let Some(branch) = branches.get(at) else {
            return Err(Misfit::new(format!("the union has {} branches, none at {at}", branches.len())));
        };
        put_length(at, out);
        let misfit = match self.put(value, branch, around, out) {
            Ok(fit) => return Ok(fit),
            Err(misfit) => misfit,
        };
        let (Some(other), true) = (1_usize.checked_sub(at), branches.len() == 2) else { return Err(misfit) };
        match [branch, &branches[other]] {
            [Schema::Null, _] => {}
            [_, Schema::Null] if *value == Value::Null => {}
            _ => return Err(misfit),
        }
        out.truncate(start);
        put_length(other, out);
        self.put(value, &branches[other], around, out)
    }

    /// The only branch that takes the value with so little change; in a default, the first that takes it.
    pub(super) fn bare(
        self,
        value: &Value,
        branches: &[Schema],
        around: NamespaceRef,
        out: &mut Vec<u8>,
    ) -> Result<Fit, Misfit> {
        if self.in_json || !goes_deep(value, branches) {
            return self.best(value, branches, around, out).map(|(fit, _)| fit);
        }
        // Each branch of the unions around this is a try of its own, and what is decided here is the same in all of them. Else the tries
        // would double with each union in another.
        let key = (std::ptr::from_ref(value), branches.as_ptr());
        let known = self.chosen.borrow().get(&key).cloned();
        if let Some(known) = known {
            let (fit, at) = known?;
            put_length(at, out);
            return self.put(value, &branches[at], around, out).map(|_| fit);
        }
        let best = self.best(value, branches, around, out);
        self.chosen.borrow_mut().insert(key, best.clone());
        best.map(|(fit, _)| fit)
    }

    /// Appends the branch, and says which it is.
    fn best(
        self,
        value: &Value,
        branches: &[Schema],
        around: NamespaceRef,
        out: &mut Vec<u8>,
    ) -> Result<(Fit, usize), Misfit> {
        let start = out.len();
        // Of these kinds, which may have names, a union may have several branches; of any other one.
        let many = matches!(
            value,
            Value::Record(_)
                | Value::Map(_)
                | Value::Enum(..)
                | Value::Fixed(..)
                | Value::Decimal(_)
                | Value::Uuid(_)
                | Value::Duration(_)
        );
        let (mut best, mut rival) = (None::<(Fit, usize)>, None);
        // Up to here the best one stands; the next is tried behind it.
        let mut end = start;
        let mut misfits = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            put_length(at, out);
            let least = best.as_ref().map(|(fit, _)| fit.change);
            match self.put(value, branch, around, out) {
                Ok(fit) if least.is_none_or(|least| fit.change < least) => {
                    out.drain(start..end);
                    end = out.len();
                    let is_enough = self.in_json || (fit.change == NONE && !many);
                    (best, rival) = (Some((fit, at)), None);
                    if is_enough {
                        break;
                    }
                }
                Ok(fit) if least == Some(fit.change) => rival = Some(at),
                Err(misfit) if *branch != Schema::Null => misfits.push(misfit),
                _ => {}
            }
            out.truncate(end);
        }
        match (best, rival) {
            (Some((fit, at)), None) => Ok((fit, at)),
            (Some((fit, first)), Some(second)) => {
                let doubt = Misfit::new(format!(
                    "{} may be {} as well as {}; say which one, by the branch's place in `Value::Union`",
                    kind_of(value),
                    shown(&branches[first]),
                    shown(&branches[second])
                ));
                Ok((Fit { doubt: Some(Box::new(doubt)), ..fit }, first))
            }
            // Of an optional value what is wrong with it.
            (None, _) => match (misfits.pop(), misfits.is_empty()) {
                (Some(misfit), true) => Err(misfit),
                _ => Err(Misfit::new(format!("{} is no branch of the union", kind_of(value)))),
            },
        }
    }
}

/// Whether several branches may take what the value holds.
fn goes_deep(value: &Value, branches: &[Schema]) -> bool {
    let of_fields =
        |branch: &&Schema| matches!(branch, Schema::Record(_) | Schema::Map(_) | Schema::Ref { .. });
    matches!(value, Value::Record(_) | Value::Map(_)) && branches.iter().filter(of_fields).count() > 1
}
