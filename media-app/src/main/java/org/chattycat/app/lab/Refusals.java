package org.chattycat.app.lab;

import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** What the lab says when it does not accept a video: one sentence each, for people. */
final class Refusals {
    private Refusals() {}

    static ProblemException off() {
        return new ProblemException(
                HttpStatus.FORBIDDEN, "LAB_OFF", "The lab is off on this server; its administrator can turn it on.");
    }

    static ProblemException busyClient() {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "LAB_ONE_AT_A_TIME",
                "Another video from your network is being uploaded or analysed; try again when it is finished.");
    }

    static ProblemException full() {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LAB_FULL",
                "The server is busy with other videos; try again in a few minutes.");
    }

    static ProblemException noSpace() {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LAB_NO_SPACE",
                "The server has no disk space for this video at the moment; try again later.");
    }

    static ProblemException tooLarge(DataSize limit) {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "LAB_TOO_LARGE",
                "This file is larger than " + limit.toMegabytes() + " MB; cut the video and try again.");
    }

    static ProblemException noLength() {
        return new ProblemException(
                HttpStatus.LENGTH_REQUIRED, "LENGTH_REQUIRED", "The header Content-Length is required.");
    }

    static ProblemException noVideo() {
        return new ProblemException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "LAB_NO_VIDEO",
                "This file is not a video that can be read here; choose an MP4, MOV or WebM file.");
    }

    static ProblemException tooSlow() {
        return new ProblemException(
                HttpStatus.REQUEST_TIMEOUT, "LAB_TOO_SLOW", "The upload took too long; try again on a faster network.");
    }

    static ProblemException incomplete() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "LAB_INCOMPLETE", "The upload did not arrive completely; try again.");
    }

    static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "LAB_GONE",
                "This analysis is not here any more: it is deleted after an hour at most, or another server has it. Upload the video again.");
    }

    static ProblemException noResultYet() {
        return new ProblemException(HttpStatus.CONFLICT, "LAB_NO_RESULT", "This analysis has no result yet.");
    }
}
