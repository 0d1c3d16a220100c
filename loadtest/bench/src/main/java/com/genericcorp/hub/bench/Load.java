package com.genericcorp.hub.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps connections busy: each sends its next request as soon as it has the answer to the one before. One thread, one
 * selector, and no library, so that little of the machine is spent on asking.
 */
final class Load {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int READ_AT_ONCE = 64 << 10;

    private Load() {}

    /** @param micros how long answers took, sorted */
    record Result(long answers, Duration took, long[] micros) {
        double perSecond() {
            return answers / (took.toNanos() / 1e9);
        }

        double percentile(double share) {
            return micros[Math.min(micros.length - 1, (int) (micros.length * share))];
        }
    }

    /**
     * @param exchanges one for each connection
     * @throws BenchException when an answer is wrong or none comes
     */
    static Result run(int port, List<? extends Exchange> exchanges, Duration duration) throws IOException {
        try (Selector selector = Selector.open()) {
            for (Exchange exchange : exchanges) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Client(channel, exchange));
            }
            try {
                return run(selector, duration);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private static Result run(Selector selector, Duration duration) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_AT_ONCE);
        Times times = new Times();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        int busy = 0;
        for (SelectionKey key : selector.keys()) {
            ((Client) key.attachment()).send();
            busy++;
        }
        long last = start;
        while (busy > 0) {
            BenchException.check(selector.select(SILENCE.toMillis()) > 0, "no answer in " + SILENCE);
            for (SelectionKey key : selector.selectedKeys()) {
                Client client = (Client) key.attachment();
                if (client.read(buffer)) {
                    last = System.nanoTime();
                    times.add((last - client.sentAt) / 1000);
                    if (last < end) {
                        client.send();
                    } else {
                        busy--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return new Result(times.count, Duration.ofNanos(last - start), times.sorted());
    }

    private static final class Times {
        private long[] micros = new long[1 << 16];
        private int count;

        void add(long value) {
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = value;
        }

        long[] sorted() {
            long[] all = Arrays.copyOf(micros, count);
            Arrays.sort(all);
            return all;
        }
    }

    /** One connection. */
    private static final class Client {
        private static final String LENGTH = "\r\ncontent-length: ";

        private final SocketChannel channel;
        private final Exchange exchange;
        private byte[] answer = new byte[32 << 10];
        private int length;
        private int bodyFrom = -1;
        private int bodyLength;
        private long sentAt;

        Client(SocketChannel channel, Exchange exchange) {
            this.channel = channel;
            this.exchange = exchange;
        }

        void send() throws IOException {
            length = 0;
            bodyFrom = -1;
            ByteBuffer request = ByteBuffer.wrap(exchange.next());
            sentAt = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /** @return whether the answer is complete */
        boolean read(ByteBuffer buffer) throws IOException {
            buffer.clear();
            int read = channel.read(buffer);
            BenchException.check(read >= 0, "the connection was closed");
            buffer.flip();
            if (length + read > answer.length) {
                answer = Arrays.copyOf(answer, 2 * (length + read));
            }
            buffer.get(answer, length, read);
            length += read;
            if (bodyFrom < 0) {
                readHead();
            }
            if (bodyFrom < 0 || length < bodyFrom + bodyLength) {
                return false;
            }
            int status = Integer.parseInt(new String(answer, 9, 3, ISO_8859_1));
            if (!exchange.isRight(status, answer, bodyFrom, length)) {
                throw new BenchException("a wrong answer: " + new String(answer, 0, length, ISO_8859_1));
            }
            return true;
        }

        private void readHead() {
            for (int i = 3; i < length; i++) {
                if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n' && answer[i - 3] == '\r') {
                    bodyFrom = i + 1;
                    bodyLength = contentLength();
                    return;
                }
            }
        }

        /** Both applications answer with a length, and neither in chunks. */
        private int contentLength() {
            for (int i = 0; i < bodyFrom - LENGTH.length(); i++) {
                if (answer[i] == '\r' && matches(i)) {
                    int value = 0;
                    for (int at = i + LENGTH.length(); answer[at] != '\r'; at++) {
                        value = 10 * value + answer[at] - '0';
                    }
                    return value;
                }
            }
            throw new BenchException("an answer without a length: " + new String(answer, 0, length, ISO_8859_1));
        }

        private boolean matches(int from) {
            for (int i = 0; i < LENGTH.length(); i++) {
                int letter = answer[from + i];
                if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
