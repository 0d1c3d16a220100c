package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real payloads of {@code @octokit/webhooks-examples}, of github.com and of GitHub Enterprise Server, each exactly
 * the bytes that the package holds. {@code npm ci} in {@code src/test/npm} fetches them before the tests are compiled.
 */
public final class GitHubExamples {
    private static final Path PACKAGE =
            Path.of(System.getProperty("basedir", "."), "src/test/npm/node_modules/@octokit/webhooks-examples");

    /**
     * @param source the host or the server version that sent it, such as {@code api.github.com}
     * @param index its place among all examples, so that each has a name of its own
     */
    public record Example(String source, int index, String event, byte[] payload) {

        /** A delivery id that no other example has. */
        public String deliveryId() {
            return "example-" + index;
        }

        public String text() {
            return new String(payload, UTF_8);
        }

        @Override
        public String toString() {
            return source + " " + event + " " + index;
        }
    }

    private GitHubExamples() {}

    public static List<Example> all() {
        List<Example> examples = new ArrayList<>();
        for (Path directory : directories()) {
            read(directory, examples);
        }
        return List.copyOf(examples);
    }

    /** The value of {@code X-Hub-Signature-256} for a body. */
    public static String signature(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(HmacSha256.sign(secret.getBytes(UTF_8), body));
    }

    private static List<Path> directories() {
        try (Stream<Path> files = Files.list(PACKAGE)) {
            return files.filter(directory -> Files.exists(directory.resolve("index.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("run npm ci in functions/api/src/test/npm", e);
        }
    }

    private static void read(Path directory, List<Example> examples) {
        String source = String.valueOf(directory.getFileName());
        try {
            byte[] file = Files.readAllBytes(directory.resolve("index.json"));
            cut(source, file, examples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code [{"name":…,"examples":[{…},…]},…]}: the parser's byte offsets cut each example out as it stands there. */
    private static void cut(String source, byte[] file, List<Example> examples) throws IOException {
        try (JsonParser parser = JsonFactory.builder().build().createParser(file)) {
            String event = "";
            while (parser.nextToken() != null) {
                boolean atEvent = parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.getParsingContext().getParent().inArray();
                if (atEvent && parser.currentName().equals("name")) {
                    event = parser.nextTextValue();
                } else if (atEvent && parser.currentName().equals("examples")) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        parser.skipChildren();
                        int end = (int) parser.currentLocation().getByteOffset();
                        examples.add(new Example(source, examples.size(), event, Arrays.copyOfRange(file, start, end)));
                    }
                }
            }
        }
    }
}
