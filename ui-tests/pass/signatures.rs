//! What a signature asks of a type is asked where the type can be named, and works where it cannot.

use kafka_output::{Deliveries, Delivery, Error, KafkaOutputs, kafka_output};
use kafka_output_ui_tests::{AppError, Order};
use serde::Serialize;

type Tried<'a, T> = Result<T, Refused<'a>>;
type TriedResult<'a, T = &'a str> = Result<T, Refused<'a>>;

#[derive(Debug)]
struct Refused<'a>(&'a str);

#[derive(KafkaOutputs)]
struct Placed<'a> {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    note: &'a str,
}

#[derive(KafkaOutputs)]
struct Both<T: Serialize, const N: usize> {
    #[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
    value: T,
}

#[kafka_output]
fn borrowing(note: &str) -> Placed<'_> {
    Placed { order: Order::example(), note }
}

#[kafka_output]
async fn named<'a>(note: &'a str, _: &str) -> TriedResult<'a, Placed<'a>> {
    if note.is_empty() { Err(Refused(note)) } else { Ok(Placed { order: Order::example(), note }) }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn by_default(note: &str) -> TriedResult<'_> {
    if note.is_empty() { Err(Refused(note)) } else { Ok(note) }
}

#[kafka_output]
fn generic<T: Serialize, const N: usize>(value: T) -> Both<T, N> {
    Both { value }
}

#[kafka_output]
fn of_many(value: u32) -> Box<Both<[u32; 2], { 1 + 1 }>> {
    Box::new(Both { value: [value, 2] })
}

struct Shop<Event>(Event);

impl<Event: Serialize + Clone> Shop<Event> {
    #[kafka_output]
    fn sold(&self) -> Both<Event, 3> {
        Both { value: self.0.clone() }
    }

    #[kafka_output]
    fn opened(event: Event) -> Both<Event, 3> {
        Both { value: event }
    }
}

struct Caught<Placing>(Placing);

impl<Placing: KafkaOutputs + Clone> Caught<Placing> {
    #[kafka_output]
    fn first(placing: Placing) -> Placing {
        placing
    }

    #[kafka_output]
    fn again(&self) -> Placing {
        self.0.clone()
    }
}

#[derive(KafkaOutputs, Clone)]
struct Sale {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    order: Order,
}

struct Till;

impl Till {
    #[kafka_output]
    async fn sell(&self, order: Order) -> Sale {
        Sale { order }
    }
}

trait Places {
    fn place() -> Result<Deliveries, Error>;
    fn try_place(order: Order) -> Result<Delivery, kafka_output::CallError<AppError>>;
}

impl Places for u8 {
    #[kafka_output]
    fn place() -> Both<u8, 1> {
        Both { value: 1 }
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn try_place(order: Order) -> kafka_output_ui_tests::AppResult<Order> {
        Ok(order)
    }
}

async fn called() -> Result<(), Error> {
    #[derive(KafkaOutputs)]
    struct Here {
        #[kafka_output(broker_list = "%B%", topic = "orders")]
        order: Order,
    }

    #[kafka_output]
    async fn here(order: Order) -> Here {
        Here { order }
    }

    let note: &str = borrowing("a")?;
    let _: Result<&str, _> = crate::is_send(named(note, "")).await;
    let _: Tried<'_, u8> = match by_default(note) {
        Ok(Delivery { .. }) => Ok(1),
        Err(kafka_output::CallError::Function(refused)) => Err(refused),
        Err(kafka_output::CallError::Output(error)) => return Err(error),
    };
    let _: Deliveries = generic::<_, 1>("a")?;
    let _: Deliveries = of_many(1)?;
    let _: Deliveries = Shop(1).sold()?;
    let _: Deliveries = Shop::opened(1)?;
    let sale = Sale { order: Order::example() };
    let _: Deliveries = Caught::first(sale.clone())?;
    let _: Deliveries = Caught(sale).again()?;
    let _: Deliveries = crate::is_send(Till.sell(Order::example())).await?;
    let _: Deliveries = <u8 as Places>::place()?;
    let _: Deliveries = crate::is_send(here(Order::example())).await?;
    let _ = <u8 as Places>::try_place(Order::example());
    Ok(())
}
