package com.genericcorp.hub.provisioning.export;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A multipart upload as a stream: one part in memory at a time. Closed before it was completed, it is aborted; what an
 * abort cannot reach ends by the bucket's life-cycle rule.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">5 MiB to 5 GiB a part but the last,
 *     10,000 parts</a>
 */
final class BucketUpload extends OutputStream {
    /** Bytes; 10,000 of them are 78 GiB. */
    static final int PART = 8 << 20;

    private static final Logger LOG = Logger.getLogger(BucketUpload.class);

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String id;
    private final ByteBuffer part = ByteBuffer.allocate(PART);
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean completed;

    private BucketUpload(S3Client s3, String bucket, String key, String id) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    /** @throws SdkException when S3 refuses or is away, as every method here */
    static BucketUpload start(S3Client s3, String bucket, String key) {
        String id = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType("application/gzip"))
                .uploadId();
        return new BucketUpload(s3, bucket, key, id);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length) {
            if (!part.hasRemaining()) {
                sendPart();
            }
            int fitting = Math.min(part.remaining(), length - written);
            part.put(bytes, offset + written, fitting);
            written += fitting;
        }
    }

    /** Sends the rest, which may be any size, and makes the object appear. */
    void complete() {
        sendPart();
        s3.completeMultipartUpload(
                request -> request.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
        completed = true;
    }

    private void sendPart() {
        int number = parts.size() + 1;
        RequestBody body = RequestBody.fromByteBuffer(part.flip());
        String tag = s3.uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number), body)
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        part.clear();
    }

    @Override
    public void close() {
        if (!completed) {
            try {
                s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(id));
            } catch (SdkException e) {
                LOG.warnf("an unfinished upload of %s is left to the bucket: %s", key, e.getMessage());
            }
        }
    }
}
