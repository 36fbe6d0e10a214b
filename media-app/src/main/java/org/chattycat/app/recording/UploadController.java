package org.chattycat.app.recording;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.platform.connection.StreamedBody;
import org.chattycat.app.platform.site.ProblemException;
import org.chattycat.app.platform.site.StreamedUploads;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives files from media servers: one request for each, whose body is the file. The embedded media server sends PUT, a real
 * Kurento 7.3 POST, and former ones PUT.
 */
@RestController
class UploadController {
    private final ReceivedUploads uploads;
    private final RecordingProperties properties;

    UploadController(ReceivedUploads uploads, RecordingProperties properties) {
        this.uploads = uploads;
        this.properties = properties;
    }

    /** Answers once everything has arrived. The file is finished after that, because the media server waits a few seconds only. */
    @RequestMapping(
            path = StreamedUploads.PATH + "{token}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    void upload(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ReceivedUploads.Receipt receipt = uploads.claim(token)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such upload, or it has been used."));
        StreamedBody.allow(request, properties.silence());
        Upload.Result result = uploads.receive(receipt, request.getInputStream());
        try {
            response.setStatus(
                    result.reason() == null ? HttpStatus.CREATED.value() : HttpStatus.CONTENT_TOO_LARGE.value());
            response.setContentLength(0);
            if (result.reason() != null) {
                response.setHeader("Connection", "close");
            }
            response.flushBuffer();
        } catch (IOException e) {
            // The media server is gone. What it sent stays.
        } finally {
            uploads.finish(receipt, result);
        }
    }
}
