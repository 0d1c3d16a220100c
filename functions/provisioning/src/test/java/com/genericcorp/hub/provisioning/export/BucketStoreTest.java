package com.genericcorp.hub.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketStoreTest extends ExportStoreContract {
    private static final String BUCKET = "some-bucket";

    private final FakeS3 server;
    private final S3Client s3;

    BucketStoreTest() throws IOException {
        server = new FakeS3();
        s3 = S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Override
    ExportStore store() {
        return new BucketStore(s3, BUCKET);
    }

    @Override
    Map<String, byte[]> stored() {
        return server.objects.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().substring(BUCKET.length() + 2), Map.Entry::getValue));
    }

    @Override
    int unfinished() {
        return server.uploads.size();
    }

    @Test
    void saysWhereTheObjectIs() throws Exception {
        assertThat(store().store(NAME, out -> out.write(1))).isEqualTo("s3://some-bucket/" + NAME);
    }

    @Test
    void sendsAPartOnceThereIsMore() throws Exception {
        store().store(NAME, out -> {
            out.write(new byte[BucketUpload.PART]);
            assertThat(server.calls).containsExactly("POST");
            out.write(1);
            assertThat(server.calls).containsExactly("POST", "PUT part 1");
        });

        assertThat(server.calls).containsExactly("POST", "PUT part 1", "PUT part 2", "POST");
        assertThat(stored().get(NAME)).hasSize(BucketUpload.PART + 1);
    }

    @Test
    void abortsWhenAPartIsRefused() {
        server.refuse("PUT part 2"::equals);

        assertThatThrownBy(() -> store().store(NAME, out -> out.write(new byte[BucketUpload.PART * 3])))
                .isInstanceOf(S3Exception.class);

        assertThat(server.calls).containsExactly("POST", "PUT part 1", "PUT part 2", "DELETE");
        assertThat(stored()).isEmpty();
        assertThat(unfinished()).isZero();
    }

    @Test
    void reportsTheFirstFailureWhenItCannotAbortEither() {
        server.refuse(call -> call.equals("DELETE"));

        assertThatThrownBy(() -> store().store(NAME, out -> {
                    throw new IOException("the source broke off");
                }))
                .hasMessage("the source broke off");

        assertThat(stored()).isEmpty();
    }
}
