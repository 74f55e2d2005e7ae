"""Confluent's own Python client as a reader of what stands behind a registry's ids.

    decode.py BOOTSTRAP TOPIC REGISTRY_URL COUNT

prints a line of JSON for each record, by partition and offset: {"key": SIDE, "value": SIDE}. A SIDE is null, or
{"type": "AVRO" | "PROTOBUF" | "JSON" | null, "name": the message's, for Protobuf, "data": what the client made of it}; without a
type it is no framed value, and the data is its text.
"""

import base64
import json
import os
import sys
import tempfile

import grpc_tools
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient, prefix_schema_id_deserializer
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer
from confluent_kafka.schema_registry.serde import SchemaId
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from grpc_tools import protoc


class Reader:
    def __init__(self, registry_url, topic):
        self.registry = SchemaRegistryClient({"url": registry_url})
        self.topic = topic
        self.messages = {}

    def side(self, data, field):
        if data is None:
            return None
        if len(data) < 5 or data[0] != 0:
            return {"type": None, "data": data.decode()}
        schema = self.registry.get_schema(int.from_bytes(data[1:5], "big"))
        context = SerializationContext(self.topic, field)
        if schema.schema_type == "AVRO":
            return {"type": "AVRO", "data": AvroDeserializer(self.registry)(data, context)}
        if schema.schema_type == "JSON":
            decoded = JSONDeserializer(schema.schema_str, schema_registry_client=self.registry)(data, context)
            return {"type": "JSON", "data": decoded}
        message = self.message(data, context, schema)
        # The client asks a registry for descriptors, which only Confluent's has; so it gets the type that it would find.
        decoded = ProtobufDeserializer(message, {"use.deprecated.format": False})(data, context)
        data = json_format.MessageToDict(decoded, preserving_proto_field_name=True)
        return {"type": "PROTOBUF", "name": message.DESCRIPTOR.full_name, "data": data}

    def message(self, data, context, schema):
        """The class of the message that the indexes before it lead to."""
        schema_id = SchemaId("PROTOBUF")
        prefix_schema_id_deserializer(data, context, schema_id)
        key = (schema_id.id, tuple(schema_id.message_indexes))
        if key not in self.messages:
            file = self.file(schema)
            first, *rest = schema_id.message_indexes
            descriptor = list(file.message_types_by_name.values())[first]
            for index in rest:
                descriptor = descriptor.nested_types[index]
            self.messages[key] = message_factory.GetMessageClass(descriptor)
        return self.messages[key]

    def file(self, schema):
        """The registry's text, compiled by protoc with the references that the registry tells."""
        with tempfile.TemporaryDirectory() as folder:
            self.write(folder, "the_schema.proto", schema)
            files = descriptor_pb2.FileDescriptorSet()
            described = [name for _, _, names in os.walk(folder) for name in names if name.endswith(".binpb")]
            if described:
                self.described(folder, "the_schema.proto", schema, files)
            else:
                own = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")
                out = os.path.join(folder, "out")
                code = protoc.main(
                    ["protoc", f"-I{folder}", f"-I{own}", "--include_imports", f"--descriptor_set_out={out}"]
                    + [os.path.join(folder, "the_schema.proto")]
                )
                if code != 0:
                    raise SystemExit("protoc refuses the registry's text")
                with open(out, "rb") as read:
                    files.ParseFromString(read.read())
        pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            pool.Add(file)
        return pool.FindFileByName(files.file[-1].name)

    def write(self, folder, name, schema):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if serialized(schema) is not None:
            path += ".binpb"
        with open(path, "w") as file:
            file.write(schema.schema_str)
        for reference in schema.references or []:
            found = self.registry.get_version(reference.subject, reference.version)
            self.write(folder, reference.name, found.schema)

    def described(self, folder, name, schema, files):
        """Descriptors as a registry keeps them, each behind what it imports."""
        from google.protobuf import any_pb2, duration_pb2, timestamp_pb2, wrappers_pb2

        if not files.file:
            for known in (any_pb2, duration_pb2, timestamp_pb2, wrappers_pb2):
                known.DESCRIPTOR.CopyToProto(files.file.add())
        for reference in schema.references or []:
            found = self.registry.get_version(reference.subject, reference.version)
            self.described(folder, reference.name, found.schema, files)
        descriptor = serialized(schema)
        if all(file.name != descriptor.name for file in files.file):
            files.file.append(descriptor)


def serialized(schema):
    """The descriptor in Base64 that a schema may be in place of a text."""
    try:
        descriptor = descriptor_pb2.FileDescriptorProto()
        descriptor.ParseFromString(base64.b64decode(schema.schema_str, validate=True))
        return descriptor
    except Exception:
        return None


def records(bootstrap, topic, count):
    consumer = Consumer(
        {"bootstrap.servers": bootstrap, "group.id": "decode", "enable.auto.commit": False, "auto.offset.reset": "earliest"}
    )
    partitions = consumer.list_topics(topic, 30).topics[topic].partitions
    consumer.assign([TopicPartition(topic, partition, 0) for partition in partitions])
    found = []
    while len(found) < count:
        record = consumer.poll(30)
        if record is None:
            raise SystemExit(f"only {len(found)} of {count} records are in {topic} after 30 s")
        if record.error():
            raise SystemExit(str(record.error()))
        found.append(record)
    consumer.close()
    return sorted(found, key=lambda record: (record.partition(), record.offset()))


def main():
    bootstrap, topic, registry_url, count = sys.argv[1:]
    reader = Reader(registry_url, topic)
    for record in records(bootstrap, topic, int(count)):
        key = reader.side(record.key(), MessageField.KEY)
        value = reader.side(record.value(), MessageField.VALUE)
        print(json.dumps({"key": key, "value": value}, default=str))


main()
