//! What was written and judged, turned into what is to be emitted.

use kafka_output_options::OptionId;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Member, Path, ReturnType, Signature};

use crate::body::is_unwritten;
use crate::chosen::Chosen;
use crate::connected::connection_of;
use crate::diagnostics::{Diagnostics, Underline};
use crate::facade::facade;
use crate::fieldless::refuse_fieldless;
use crate::flat::refuse_nested;
use crate::format::{AvroBy, Format, format_of};
use crate::handler::{Handler, handler_of, handlers_besides};
use crate::judge::Judged;
use crate::outputs::{COLLECTION, SAYS_ITSELF, SAYS_NOTHING, says_nothing};
use crate::parse::AnnotatedFn;
use crate::refusal::{ASYNC_TRAIT, STREAM_NOT_AWAITED};
use crate::schema::{KEY, Side, SideSchema, VALUE, refuse_idle_registry};
use crate::shape::{Count, Leaf, Shape, Shapeless, future_of, shape_of};
use crate::signature::{is_main, judge_signature};
use crate::types::{has_impl, tells_its_body};

/// An annotated function, understood.
#[derive(Debug)]
pub(crate) struct OutputFn {
    pub(crate) function: AnnotatedFn,
    pub(crate) shape: Shape,
    /// Whether its body can stand in the wrapper: not in a `const fn` and its like, nor where it must have a type that
    /// cannot be told.
    pub(crate) wrappable: bool,
    /// The path of `kafka_output`.
    pub(crate) facade: Path,
    pub(crate) name: String,
    /// `connection = Confluent`.
    pub(crate) connection: Option<Path>,
    /// Where the options are written that a connection may contradict; none without one.
    pub(crate) keys: Vec<(OptionId, Underline)>,
    /// What the runtime is told.
    pub(crate) options: Vec<(OptionId, Chosen)>,
    /// `delivery = enqueued`.
    pub(crate) enqueued: bool,
    /// Nobody knows what a call gives; that is told.
    pub(crate) answers_anything: bool,
    pub(crate) value_format: Format,
    pub(crate) key_format: Format,
    /// The schemas of those.
    pub(crate) schemas: Vec<SideSchema>,
    /// Where it is said how keys are written, but not which field is one.
    pub(crate) keyless: Option<Underline>,
    /// `key = customer.id`.
    pub(crate) key: Option<Vec<Member>>,
    pub(crate) handler: Option<Handler>,
    /// Others, which are told to be too many.
    pub(crate) handlers_besides: Vec<Handler>,
    pub(crate) of: Of,
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of {
    /// What a function returns.
    Function,
    /// Fields of what it returns: its type has their options.
    Several,
    /// One of those fields, or a variant: where its attribute stands, and the name of its type.
    Field { at: Span, of_type: Span },
}

impl OutputFn {
    /// The statics of the value's and the key's schema, as far as they are known without a type.
    pub(crate) fn schema_sides(&self) -> [Option<&Ident>; 2] {
        [VALUE, KEY].map(|side| self.schemas.iter().find_map(|schema| schema.of_side(&side)))
    }

    /// Whether a call waits for its output before it writes anything: a schema comes from a setting, and there is something to await in.
    pub(crate) fn waits_to_be_resolved(&self) -> bool {
        let formats = [&self.value_format, &self.key_format];
        let of_setting = |format: &Format| matches!(format, Format::Avro { by: AvroBy::Setting(_), .. });
        // What cannot be wrapped awaits nothing.
        self.wrappable && self.function.sig.asyncness.is_some() && formats.into_iter().any(of_setting)
    }

    /// Looks at the function itself, and takes from the options what decides its code.
    pub(crate) fn lower(function: AnnotatedFn, mut judged: Judged, diagnostics: &mut Diagnostics) -> Self {
        let name_of_fn = Underline::from(function.sig.ident.span());
        let mut shape = shape_of(&function.sig.output, name_of_fn);
        if let Some(output) = returned_future(&function.sig) {
            shape = Shape { leaf: shape.leaf, yields: None, ..shape_of(&output, name_of_fn) };
            if is_of_async_trait(&function.sig) {
                let place = Underline::of(&function.sig.ident);
                shape.leaf = Err(Shapeless { place, sentence: ASYNC_TRAIT.sentence, sized: false });
            }
        }
        if matches!(shape.count, Count::Stream) {
            refuse_unawaited(&function, &mut shape);
            if judged.word(OptionId::Delivery) == Some("enqueued") {
                diagnostics.push(judged.place(OptionId::Delivery), STREAM_ENQUEUED);
            }
        }
        if judged.several
            && matches!(shape.count, Count::Many | Count::Stream)
            && let ReturnType::Type(_, ty) = &function.sig.output
        {
            let sentence = COLLECTION.sentence;
            shape.leaf = Err(Shapeless { place: Underline::of(ty), sentence, sized: true });
        }
        if judged.several
            && let Ok(Leaf::Spelled(leaf)) = &shape.leaf
            && says_nothing(leaf, &function.sig.generics)
        {
            let place = Underline::of(leaf);
            shape.leaf = Err(Shapeless { place, sentence: SAYS_NOTHING.sentence, sized: true });
        }
        if judged.idle
            && let Ok(Leaf::Spelled(leaf)) = &shape.leaf
        {
            let place = Underline::of(leaf);
            shape.leaf = Err(Shapeless { place, sentence: SAYS_ITSELF.sentence, sized: true });
        }
        // Its callers, and its trait, may be as its author wants it.
        judged.answers_anything |= shape.leaf.is_err();
        Self::of_shape(function, shape, judged, diagnostics)
    }

    /// The same of a return type whose meaning is known.
    pub(crate) fn of_shape(
        function: AnnotatedFn,
        shape: Shape,
        judged: Judged,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let handler = handler_of(&judged, &function.sig.ident, diagnostics);
        let plain = judge_signature(&function, diagnostics);
        match &shape.leaf {
            // It is refused whatever it returns.
            Err(_) if is_main(&function) => {}
            Err(shapeless) => diagnostics.push(shapeless.place, shapeless.sentence),
            Ok(leaf) => {
                let is_csv = |side: &Side| judged.word(side.format) == Some("csv");
                refuse_nested(leaf, is_csv(&VALUE), is_csv(&KEY), diagnostics);
            }
        }
        let name = match judged.get(OptionId::Name) {
            Some(Chosen::Text(name)) => name.clone(),
            _ => function.sig.ident.unraw().to_string(),
        };
        let mut schemas = Vec::new();
        let [value_format, key_format] = [VALUE, KEY].map(|side| {
            side.look_at_others(&judged, diagnostics);
            let format = format_of(&judged, &side, &mut schemas, diagnostics);
            format.ok().filter(|_| judged.tells(side.format)).unwrap_or(Format::Unreadable)
        });
        refuse_idle_registry(&judged, &shape, diagnostics);
        let key = match judged.get(OptionId::Key) {
            Some(Chosen::Fields(fields)) if !refuse_fieldless(&shape, fields, &function.sig, diagnostics) => {
                Some(fields.clone())
            }
            _ => None,
        };
        let connection = connection_of(&judged, &function.sig.generics, diagnostics);
        let keys = judged.keys().iter().filter(|_| connection.is_some()).copied().collect();
        Self {
            connection,
            keys,
            wrappable: plain
                && shape.leaf.as_ref().err().is_none_or(|refused| refused.sized && !is_told_by(&function)),
            shape,
            facade: facade(judged.item(OptionId::Crate)),
            name,
            enqueued: judged.word(OptionId::Delivery).or_else(|| judged.meant_word(OptionId::Delivery))
                == Some("enqueued"),
            answers_anything: judged.answers_anything,
            value_format,
            key_format,
            schemas,
            keyless: KEY
                .written(&judged)
                .filter(|_| judged.get(OptionId::Key).is_none() && !judged.answers_anything),
            key,
            handlers_besides: handlers_besides(handler.as_ref(), &judged, &function.sig.ident),
            handler,
            of: if judged.several { Of::Several } else { Of::Function },
            options: judged.for_the_runtime(),
            function,
        }
    }
}

/// What the future gives that a plain `fn` returns. Callers see the `async fn` that it is to be.
pub(crate) fn returned_future(sig: &Signature) -> Option<ReturnType> {
    let ReturnType::Type(arrow, ty) = &sig.output else { return None };
    let output = future_of(ty).filter(|_| sig.asyncness.is_none())?.output?;
    Some(ReturnType::Type(*arrow, Box::new(output.clone())))
}

/// What `async_trait` made of an `async fn`, known by its lifetime.
pub(crate) fn is_of_async_trait(sig: &Signature) -> bool {
    sig.generics.lifetimes().any(|parameter| parameter.lifetime.ident == "async_trait")
}

/// A stream of a plain `fn` is refused where the stream is written.
fn refuse_unawaited(function: &AnnotatedFn, shape: &mut Shape) {
    if let ReturnType::Type(_, ty) = &function.sig.output
        && function.sig.asyncness.is_none()
        && shape.leaf.is_ok()
    {
        let sentence = STREAM_NOT_AWAITED.sentence;
        shape.leaf = Err(Shapeless { place: Underline::of(ty), sentence, sized: true });
    }
}

const STREAM_ENQUEUED: &str = "a stream's call lasts as long as the stream, and an acknowledgement is what makes room for its next records; \
    leave `delivery = enqueued` out, or return an `impl Iterator`";

fn is_told_by(function: &AnnotatedFn) -> bool {
    matches!(&function.sig.output, ReturnType::Type(_, ty)
        if tells_its_body(ty) || has_impl(ty) && is_unwritten(&function.body))
}
