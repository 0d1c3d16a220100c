package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.provisioning.export.FakeS3;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.testing.FunctionClient;
import com.genericcorp.hub.testing.FunctionClient.Answer;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The function as it runs on AWS: its own S3 client, a bucket for the exports. */
@QuarkusTest
@TestProfile(BucketIT.OnABucket.class)
final class BucketIT {
    private final FunctionClient function = new FunctionClient("provisioning");
    private final Workshop workshop = new Workshop();

    /** Without the resources of the module's other tests, which give a directory. */
    public static final class OnABucket implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(WithABucket.class));
        }
    }

    /** The tests' servers, and S3 where the directory was. */
    public static final class WithABucket implements QuarkusTestResourceLifecycleManager {
        private static final FakeS3 S3 = startS3();

        @Override
        public Map<String, String> start() {
            Map<String, String> config = new HashMap<>(new HubServers().start());
            config.remove("hub.export.directory");
            config.put("hub.export.bucket", "some-bucket");
            config.put("quarkus.s3.endpoint-override", S3.endpoint().toString());
            config.put("quarkus.s3.aws.credentials.type", "static");
            config.put("quarkus.s3.aws.credentials.static-provider.access-key-id", "test");
            config.put("quarkus.s3.aws.credentials.static-provider.secret-access-key", "test");
            return config;
        }

        @Override
        public void stop() {
            S3.close();
        }

        private static FakeS3 startS3() {
            try {
                return new FakeS3();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void putsTheExportIntoTheBucket() {
        Request request = workshop.request(OperationKind.OFFBOARD, FilledTenant.create(workshop.database));

        Answer answer = function.invoke("{\"operation_id\":\"" + request.operation() + "\"}");

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofAnEnd());
        String name = "exports/" + request.tenant() + "/" + request.operation() + ".jsonl.gz";
        assertThat(WithABucket.S3.paths()).containsExactly("/some-bucket/" + name);
        assertThat(Offboarded.place(workshop, request)).isEqualTo("s3://some-bucket/" + name);
    }
}
