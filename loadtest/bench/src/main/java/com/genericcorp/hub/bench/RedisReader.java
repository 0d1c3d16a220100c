package com.genericcorp.hub.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Reads from Redis what the applications under test left there; a few lines of its protocol. */
final class RedisReader implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RedisReader(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The number under {@code key}, 0 for none. */
    long number(String key) throws IOException {
        String value = ask("GET", key).getFirst();
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    /** The sum of all fields but {@code except}. */
    long sumOfHash(String key, String except) throws IOException {
        List<String> all = ask("HGETALL", key);
        long sum = 0;
        for (int i = 0; i < all.size(); i += 2) {
            sum += all.get(i).equals(except) ? 0 : Long.parseLong(all.get(i + 1));
        }
        return sum;
    }

    private List<String> ask(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(US_ASCII));
        String head = line();
        List<String> values = new ArrayList<>();
        if (head.startsWith("*")) {
            for (int i = 0; i < Integer.parseInt(head.substring(1)); i++) {
                values.add(bulk(line()));
            }
        } else {
            values.add(bulk(head));
        }
        return values;
    }

    private String bulk(String head) throws IOException {
        BenchException.check(head.startsWith("$"), "Redis answered " + head);
        int length = Integer.parseInt(head.substring(1));
        if (length < 0) {
            return "";
        }
        String value = new String(in.readNBytes(length), UTF_8);
        in.readNBytes(2);
        return value;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            BenchException.check(next >= 0, "Redis closed the connection");
            line.append((char) next);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
