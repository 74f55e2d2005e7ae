import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads and sends records with Kafka's own Java client. One process serves a whole test run: a request is a line on
 * standard input, the answer is lines that close with {@code end} or {@code error <why>}.
 *
 * <pre>
 *   read BOOTSTRAP TOPIC
 *     record PARTITION OFFSET TIMESTAMP TIMESTAMP_TYPE KEY VALUE [HEADER_NAME HEADER_VALUE]...
 *   send BOOTSTRAP TOPIC PARTITION TIMESTAMP KEY VALUE [HEADER_NAME HEADER_VALUE]...
 *     sent PARTITION OFFSET
 *   deny BOOTSTRAP TOPIC USER OPERATION
 *   allow BOOTSTRAP TOPIC USER OPERATION
 *   scram BOOTSTRAP MECHANISM USER PASSWORD
 * </pre>
 *
 * Bytes are written as {@code x} and their hex digits, so {@code x} is empty; {@code -} is null, or "not given".
 */
public final class Records {
    private static final Map<String, KafkaConsumer<byte[], byte[]>> CONSUMERS = new HashMap<>();
    private static final Map<String, KafkaProducer<byte[], byte[]>> PRODUCERS = new HashMap<>();
    private static final PrintStream OUT = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false);

    public static void main(String[] arguments) throws Exception {
        var requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = requests.readLine()) != null; OUT.flush()) {
            String[] words = line.split(" ");
            try {
                switch (words[0]) {
                    case "read" -> read(words[1], words[2]);
                    case "send" -> send(words);
                    case "deny" -> rule(words, AclPermissionType.DENY);
                    case "allow" -> rule(words, AclPermissionType.ALLOW);
                    case "scram" -> scram(words);
                    default -> throw new IllegalArgumentException("unknown request " + words[0]);
                }
                OUT.println("end");
            } catch (Exception e) {
                OUT.println("error " + e.toString().replace('\n', ' '));
            }
        }
    }

    /** Everything that is in the topic now. Records of open or aborted transactions are not shown. */
    private static void read(String bootstrap, String topic) {
        var consumer = CONSUMERS.computeIfAbsent(bootstrap, Records::consumer);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("the broker has no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        long deadline = System.currentTimeMillis() + 20_000;
        while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("the end of the topic was not reached within 20 s");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(Records::print);
        }
    }

    private static void print(ConsumerRecord<byte[], byte[]> record) {
        OUT.print("record " + record.partition() + " " + record.offset() + " " + record.timestamp() + " "
            + record.timestampType() + " " + hex(record.key()) + " " + hex(record.value()));
        for (Header header : record.headers()) {
            OUT.print(" " + hex(header.key().getBytes(UTF_8)) + " " + hex(header.value()));
        }
        OUT.println();
    }

    private static void send(String[] words) throws Exception {
        var producer = PRODUCERS.computeIfAbsent(words[1], Records::producer);
        Integer partition = words[3].equals("-") ? null : Integer.valueOf(words[3]);
        Long timestamp = words[4].equals("-") ? null : Long.valueOf(words[4]);
        var record = new ProducerRecord<>(words[2], partition, timestamp, bytes(words[5]), bytes(words[6]));
        for (int i = 7; i < words.length; i += 2) {
            record.headers().add(new String(bytes(words[i]), UTF_8), bytes(words[i + 1]));
        }
        var metadata = producer.send(record).get();
        OUT.println("sent " + metadata.partition() + " " + metadata.offset());
    }

    /** The user may do this to the topic, or may not, from the moment of the answer; what no rule of a topic allows is forbidden. */
    private static void rule(String[] words, AclPermissionType permission) throws Exception {
        var topic = new ResourcePattern(ResourceType.TOPIC, words[2], PatternType.LITERAL);
        var entry = new AccessControlEntry("User:" + words[3], "*", AclOperation.fromString(words[4]), permission);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", words[1]))) {
            admin.createAcls(List.of(new AclBinding(topic, entry))).all().get();
        }
    }

    /** The user's password is this from now on, and no other. */
    private static void scram(String[] words) throws Exception {
        var credentials = new ScramCredentialInfo(ScramMechanism.fromMechanismName(words[2]), 4096);
        var user = new UserScramCredentialUpsertion(words[3], credentials, bytes(words[4]));
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", words[1]))) {
            admin.alterUserScramCredentials(List.of(user)).all().get();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        Map<String, Object> settings = new HashMap<>(client(bootstrap));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("max.poll.records", "10000");
        // The consumer fetches ahead; the next request would wait behind a fetch that waits for new records.
        settings.put("fetch.max.wait.ms", "5");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(client(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Short waits: a broker that a test has killed must not hold up the answer, and is back soon. */
    private static Map<String, Object> client(String bootstrap) {
        return Map.of(
            "bootstrap.servers", bootstrap,
            "reconnect.backoff.max.ms", "100",
            "metadata.max.age.ms", "1000",
            "default.api.timeout.ms", "10000",
            "request.timeout.ms", "5000",
            "delivery.timeout.ms", "10000",
            "max.block.ms", "10000");
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "-" : "x" + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String word) {
        return word.equals("-") ? null : HexFormat.of().parseHex(word, 1, word.length());
    }
}
