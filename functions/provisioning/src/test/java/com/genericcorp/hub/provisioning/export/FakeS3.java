package com.genericcorp.hub.provisioning.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The four calls of a multipart upload, as strict as S3 about the parts' sizes and order.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
public final class FakeS3 implements AutoCloseable {
    private static final int SMALLEST = 5 << 20;
    private static final Pattern PART = Pattern.compile("<Part>(?:<ETag>([^<]*)</ETag><PartNumber>(\\d+)</PartNumber>|"
            + "<PartNumber>(\\d+)</PartNumber><ETag>([^<]*)</ETag>)</Part>");

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, SortedMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    final List<String> calls = new ArrayList<>();
    private final HttpServer server;
    private volatile Predicate<String> refused = call -> false;

    public FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The objects' paths, bucket and key. */
    public Set<String> paths() {
        return objects.keySet();
    }

    /** Calls, such as {@code PUT part 2}, that are answered 403 from now on. */
    void refuse(Predicate<String> which) {
        refused = which;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            byte[] body = body(exchange);
            String call = exchange.getRequestMethod()
                    + (query.containsKey("partNumber") ? " part " + query.get("partNumber") : "");
            synchronized (calls) {
                calls.add(call);
            }
            if (refused.test(call)) {
                answer(exchange, 403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
            } else {
                serve(exchange, query, body);
            }
        }
    }

    private void serve(HttpExchange exchange, Map<String, String> query, byte[] body) throws IOException {
        String object = exchange.getRequestURI().getPath();
        String id = query.getOrDefault("uploadId", "");
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    String started = "upload-" + (uploads.size() + objects.size());
                    uploads.put(started, new TreeMap<>());
                    answer(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>" + started
                                    + "</UploadId></InitiateMultipartUploadResult>");
                } else {
                    complete(exchange, object, id, new String(body, UTF_8));
                }
            }
            case "PUT" -> {
                int number = Integer.parseInt(query.get("partNumber"));
                parts(id).put(number, body);
                exchange.getResponseHeaders().add("ETag", "\"etag-" + number + "\"");
                answer(exchange, 200, "");
            }
            case "DELETE" -> {
                uploads.remove(id);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> answer(exchange, 405, "");
        }
    }

    private void complete(HttpExchange exchange, String object, String id, String request) throws IOException {
        List<Integer> named = new ArrayList<>();
        Matcher part = PART.matcher(request);
        while (part.find()) {
            named.add(Integer.valueOf(part.group(2) == null ? part.group(3) : part.group(2)));
        }
        SortedMap<Integer, byte[]> parts = parts(id);
        if (!named.equals(List.copyOf(parts.keySet()))) {
            answer(exchange, 400, "<Error><Code>InvalidPart</Code><Message>" + request + "</Message></Error>");
        } else if (parts.headMap(parts.lastKey()).values().stream().anyMatch(each -> each.length < SMALLEST)) {
            answer(exchange, 400, "<Error><Code>EntityTooSmall</Code></Error>");
        } else {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            parts.values().forEach(whole::writeBytes);
            objects.put(object, whole.toByteArray());
            uploads.remove(id);
            answer(
                    exchange,
                    200,
                    "<CompleteMultipartUploadResult><ETag>\"etag\"</ETag></CompleteMultipartUploadResult>");
        }
    }

    private SortedMap<Integer, byte[]> parts(String id) {
        return Objects.requireNonNull(uploads.get(id), "no such upload");
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The content of an {@code aws-chunked} body; other bodies as they are. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (coding == null || !coding.contains("aws-chunked")) {
            return sent;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(sent);
        while (true) {
            int length = Integer.parseInt(line(in).split(";", 2)[0], 16);
            if (length == 0) {
                return content.toByteArray();
            }
            content.writeBytes(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c != -1; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : (raw == null ? "" : raw).split("&", -1)) {
            String[] both = pair.split("=", 2);
            query.put(both[0], both.length == 2 ? both[1] : "");
        }
        return query;
    }
}
