//! `figures.json`.

use super::Figures;

/// The figures as JSON, to three decimals.
pub(crate) fn text(figures: &Figures) -> String {
    let mut json = serde_json::to_value(figures).unwrap_or_default();
    round(&mut json);
    format!("{json:#}\n")
}

fn round(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Number(number) if number.is_f64() => {
            *json = number.as_f64().map(|figure| (figure * 1e3).round() / 1e3).into();
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(round),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pair_is_there_with_both_sides() {
        let text = super::text(&super::super::invented());
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let pairs = json["clusters"][0]["pairs"].as_array().expect("pairs");
        assert_eq!(pairs.len(), crate::cases::Case::all().len());
        assert_eq!(pairs[0]["speed_ratio"]["min"], 0.72);
        assert!(pairs.iter().all(|pair| pair["ours"]["records_per_second"].is_number()));
        assert_eq!(json["machine"]["cores"], 2);
    }
}
