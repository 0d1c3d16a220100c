package com.genericcorp.hub.provisioning.export;

import java.io.IOException;
import java.sql.SQLException;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects in an S3 bucket. How they are encrypted there, and for how long they are kept, is the bucket's to say. */
final class BucketStore implements ExportStore {
    private final S3Client s3;
    private final String bucket;

    BucketStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String store(String name, Content content) throws IOException, SQLException {
        try (BucketUpload upload = BucketUpload.start(s3, bucket, name)) {
            content.writeTo(upload);
            upload.complete();
        }
        return "s3://" + bucket + "/" + name;
    }
}
