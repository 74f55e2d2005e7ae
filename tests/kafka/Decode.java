import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.internal.SchemaEncoder;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.jsonschema.JsonSchemaKafkaDeserializer;
import io.apicurio.registry.serde.protobuf.MessageIndexesUtil;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.FileSystem;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Apicurio's deserializers, and Avro's and Protobuf's own Java libraries, as a reader of what stands behind a registry's ids.
 * One process serves a whole test run: a request is a line on standard input, the answer is lines that close with {@code end} or
 * {@code error <why>}.
 *
 * <pre>
 *   decode BOOTSTRAP TOPIC REGISTRY_URL COUNT
 *     {"key": SIDE, "value": SIDE}
 * </pre>
 *
 * By partition and offset. A SIDE is what {@code decode.py} prints.
 */
public final class Decode {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Decode> BY_REGISTRY = new HashMap<>();

    private final String registry;
    private final Side key;
    private final Side value;

    private Decode(String registry) {
        this.registry = registry;
        key = new Side(true);
        value = new Side(false);
    }

    public static void main(String[] arguments) throws Exception {
        var requests = new BufferedReader(new InputStreamReader(System.in));
        var out = new PrintStream(System.out, false, UTF_8);
        for (String line; (line = requests.readLine()) != null; out.flush()) {
            String[] words = line.split(" ");
            try {
                var reader = BY_REGISTRY.computeIfAbsent(words[3], Decode::new);
                for (var record : records(words[1], words[2], Integer.parseInt(words[4]))) {
                    out.println(reader.decoded(record));
                }
                out.println("end");
            } catch (Exception | LinkageError e) {
                e.printStackTrace();
                out.println("error " + e.toString().replace('\n', ' '));
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String bootstrap, String topic, int count) {
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", bootstrap, "enable.auto.commit", "false", "allow.auto.create.topics", "false");
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.currentTimeMillis() + 30_000;
            while (found.size() < count) {
                if (System.currentTimeMillis() > deadline) {
                    throw new IllegalStateException("only " + found.size() + " of " + count + " records after 30 s");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
        return found;
    }

    private JsonNode decoded(ConsumerRecord<byte[], byte[]> record) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.set("key", key.decoded(record.topic(), record.key()));
        line.set("value", value.decoded(record.topic(), record.value()));
        return line;
    }

    /** The deserializers of keys, or of values. */
    private final class Side {
        private final AvroKafkaDeserializer<Object> avro = new AvroKafkaDeserializer<>();
        private final JsonSchemaKafkaDeserializer<JsonNode> json = new JsonSchemaKafkaDeserializer<>();

        Side(boolean isKey) {
            // Confluent's framing is what they read by default: four bytes, which are the id of a content.
            Map<String, Object> settings = Map.of(
                "apicurio.registry.url", registry.replace("/apis/ccompat/v7", "/apis/registry/v3"),
                "apicurio.registry.serde.validation-enabled", "true");
            avro.configure(settings, isKey);
            json.configure(settings, isKey);
        }

        ObjectNode decoded(String topic, byte[] data) throws IOException {
            if (data == null) {
                return null;
            }
            ObjectNode side = JSON.createObjectNode();
            if (data.length < 5 || data[0] != 0) {
                return side.putNull("type").put("data", new String(data, UTF_8));
            }
            JsonNode schema = asked("/schemas/ids/" + ByteBuffer.wrap(data).getInt(1));
            String type = schema.has("schemaType") ? schema.get("schemaType").textValue() : "AVRO";
            side.put("type", type);
            switch (type) {
                case "AVRO" -> side.set("data", JSON.readTree(GenericData.get().toString(avro.deserialize(topic, data))));
                case "JSON" -> side.set("data", json.deserialize(topic, data));
                case "PROTOBUF" -> {
                    DynamicMessage message = message(schema, new ByteArrayInputStream(data, 5, data.length - 5));
                    side.put("name", message.getDescriptorForType().getFullName());
                    side.set("data", JSON.readTree(JsonFormat.printer().preservingProtoFieldNames().print(message)));
                }
                default -> throw new IllegalArgumentException("unknown type of schema " + type);
            }
            return side;
        }
    }

    private JsonNode asked(String path) throws IOException {
        try (var answer = URI.create(registry + path).toURL().openStream()) {
            return JSON.readTree(answer);
        }
    }

    /**
     * The message that the indexes lead to. Apicurio's deserializer reads over them, asks a header for the message's name, and takes all files
     * of a package for one; so only its reader of indexes is used, with Wire's compiler and Protobuf's own library.
     */
    private DynamicMessage message(JsonNode schema, InputStream in) throws IOException {
        List<Integer> indexes = MessageIndexesUtil.readFrom(in);
        var file = file(schema);
        Descriptor message = file.getMessageTypes().get(indexes.get(0));
        for (int index : indexes.subList(1, indexes.size())) {
            message = message.getNestedTypes().get(index);
        }
        return DynamicMessage.parseFrom(message, in);
    }

    /** The registry's text, compiled with the references that the registry tells. */
    private FileDescriptor file(JsonNode schema) throws IOException {
        var folder = Files.createTempDirectory("decode");
        try {
            write(folder, "the_schema.proto", schema);
            var loader = new SchemaLoader(FileSystem.SYSTEM);
            loader.initRoots(List.of(Location.get(folder.toString())), List.of());
            return described("the_schema.proto", loader.loadSchema());
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void write(Path folder, String name, JsonNode schema) throws IOException {
        var path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, schema.get("schema").textValue());
        for (JsonNode reference : schema.path("references")) {
            String subject = URLEncoder.encode(reference.get("subject").textValue(), UTF_8);
            int version = reference.get("version").intValue();
            write(folder, reference.get("name").textValue(), asked("/subjects/" + subject + "/versions/" + version));
        }
    }

    private static FileDescriptor described(String name, Schema schema) throws IOException {
        var encoded = new SchemaEncoder(schema).encode(schema.protoFile(name));
        var file = FileDescriptorProto.parseFrom(encoded.toByteArray());
        var imports = new ArrayList<FileDescriptor>();
        for (String imported : file.getDependencyList()) {
            imports.add(described(imported, schema));
        }
        try {
            return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException e) {
            throw new IOException(e);
        }
    }
}
