package org.chattycat.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The lab's endpoints, open to everybody where the lab is on. The id of a job is secret and the only key to it. */
@RestController
@RequestMapping("/lab/jobs")
class LabController {
    private static final String LINES = "application/x-ndjson";
    /** A name is shown in one line and repeated in the report. */
    private static final int MAX_NAME_LENGTH = 120;

    private final LabJobs jobs;
    private final LabProperties properties;

    LabController(LabJobs jobs, LabProperties properties) {
        this.jobs = jobs;
        this.properties = properties;
    }

    /**
     * @param on whether the lab accepts videos at all
     * @param maxBytes of one file
     * @param maxSeconds of one video
     * @param keepSeconds how long a job exists
     * @param refusal why an upload would be refused now, as a sentence; absent when it would be accepted
     */
    record LabView(
            boolean on,
            long maxBytes,
            long maxSeconds,
            long keepSeconds,
            @JsonInclude(JsonInclude.Include.NON_NULL) String refusal) {}

    /**
     * @param before videos that are analysed before this one
     * @param progress how much of the video has been analysed, 0 to 1
     * @param message why it failed or what its result lacks, as a sentence; may be empty
     * @param expiresAt when everything of the job is deleted
     */
    record JobView(
            String id,
            String state,
            String fileName,
            long before,
            double progress,
            String message,
            Instant expiresAt) {}

    /** Limits, and whether a video would be accepted now: browsers cannot read a refusal while they still upload. */
    @GetMapping
    LabView lab(HttpServletRequest request) {
        return new LabView(
                jobs.isRunning(),
                properties.maxSize().toBytes(),
                properties.maxDuration().toSeconds(),
                properties.keep().toSeconds(),
                jobs.refusal(ClientAddress.of(request))
                        .map(ProblemException::getMessage)
                        .orElse(null));
    }

    /** The body is the video itself. */
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView upload(@RequestParam(defaultValue = "video") String name, HttpServletRequest request) throws IOException {
        return view(jobs.receive(
                ClientAddress.of(request), shown(name), request.getContentLengthLong(), request.getInputStream()));
    }

    @GetMapping("/{id}")
    JobView job(@PathVariable String id) {
        return view(find(id));
    }

    /** The result as JSON lines, as {@code read-clocks --json --pairs} prints it. */
    @GetMapping("/{id}/result")
    ResponseEntity<Resource> result(@PathVariable String id) {
        LabJob job = find(id);
        if (job.state() != LabJob.State.DONE) {
            throw Refusals.noResultYet();
        }
        return ResponseEntity.ok().contentType(MediaType.valueOf(LINES)).body(new FileSystemResource(job.result()));
    }

    /** Cancels a job, or deletes its result. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id) {
        jobs.remove(find(id));
    }

    private LabJob find(String id) {
        return jobs.find(id).orElseThrow(Refusals::unknown);
    }

    private JobView view(LabJob job) {
        return new JobView(
                job.id(),
                job.state().name(),
                job.fileName(),
                jobs.before(job),
                job.progress(),
                job.message(),
                job.expiresAt());
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{C}", "").strip();
        if (plain.isEmpty()) {
            return "video";
        }
        int length = plain.codePointCount(0, plain.length());
        return length <= MAX_NAME_LENGTH ? plain : plain.substring(0, plain.offsetByCodePoints(0, MAX_NAME_LENGTH));
    }
}
