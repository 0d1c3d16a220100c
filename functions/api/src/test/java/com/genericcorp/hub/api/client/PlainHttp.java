package com.genericcorp.hub.api.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** HTTP/1.1 on a socket, which sends every byte as the test wrote it: no HTTP library lets one send what is wrong. */
public final class PlainHttp implements Transport {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CHUNK = 64 * 1024;

    private final int port;

    PlainHttp(int port) {
        this.port = port;
    }

    @Override
    public Answer send(Request request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            try {
                write(request, socket.getOutputStream());
            } catch (IOException e) {
                // The server answered before it had read everything.
            }
            return read(in, request.method());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Request request, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        if (!has(request, "Host")) {
            head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        byte[] body = request.body();
        boolean chunked = has(request, "Transfer-Encoding");
        if (body != null && !chunked && !has(request, "Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        for (Header header : request.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        out.write(head.append("Connection: close\r\n\r\n").toString().getBytes(UTF_8));
        if (body != null && chunked) {
            for (int from = 0; from < body.length; from += CHUNK) {
                byte[] chunk = Arrays.copyOfRange(body, from, Math.min(from + CHUNK, body.length));
                out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
                out.write(chunk);
                out.write("\r\n".getBytes(ISO_8859_1));
            }
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        } else if (body != null) {
            out.write(body);
        }
        out.flush();
    }

    private static Answer read(InputStream in, String method) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        if (statusLine.length < 2) {
            throw new IOException("the server closed the connection without an answer");
        }
        int status = Integer.parseInt(statusLine[1]);
        List<Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        if (method.equals("HEAD")) {
            return new Answer(status, headers, in.readAllBytes());
        }
        boolean chunked = headers.stream()
                .anyMatch(header ->
                        header.named("Transfer-Encoding") && header.value().equals("chunked"));
        if (chunked) {
            return new Answer(status, headers, chunks(in));
        }
        int length = headers.stream()
                .filter(header -> header.named("Content-Length"))
                .mapToInt(header -> Integer.parseInt(header.value()))
                .findFirst()
                .orElse(status == 204 ? 0 : Integer.MAX_VALUE);
        return new Answer(status, headers, in.readNBytes(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }

    private static boolean has(Request request, String name) {
        return request.headers().stream().anyMatch(header -> header.named(name));
    }
}
