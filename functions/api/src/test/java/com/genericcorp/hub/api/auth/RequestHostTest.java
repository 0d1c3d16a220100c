package com.genericcorp.hub.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.HostAndPort;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In HTTP/2, which names its host otherwise and which only a deployment's own listener speaks. */
class RequestHostTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
            .requestHandler(RequestHostTest::answer)
            .listen(0));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void readsTheAuthority() {
        assertThat(hostSeen("Slug.HUB.test", null)).isEqualTo("slug.hub.test");
    }

    @Test
    void neverSeesARequestWhoseHostDisagrees() {
        assertThat(hostSeen("slug.hub.test", "slug.hub.test:" + server.actualPort()))
                .isEqualTo("slug.hub.test");
        assertThatThrownBy(() -> hostSeen("slug.hub.test", "nobody.hub.test"))
                .hasRootCauseInstanceOf(StreamResetException.class);
    }

    private String hostSeen(String authority, @Nullable String host) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (host != null) {
            headers.add("Host", host);
        }
        return await(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                        .map(request -> request.authority(HostAndPort.create(authority, server.actualPort())))
                        .compose(request -> send(request, headers)))
                .toString();
    }

    private static Future<Buffer> send(HttpClientRequest request, MultiMap headers) {
        request.headers().addAll(headers);
        return request.send().compose(HttpClientResponse::body);
    }

    private static void answer(HttpServerRequest request) {
        String seen;
        try {
            seen = RequestHost.of(request).orElse("none");
        } catch (Refusal e) {
            seen = "refused";
        }
        request.response().end(seen);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
