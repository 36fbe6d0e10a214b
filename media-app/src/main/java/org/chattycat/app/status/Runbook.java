package org.chattycat.app.status;

/** Sections of {@code docs/operations.md} that say what to do, by their titles. */
enum Runbook {
    DATABASE("The database is away"),
    DISK("A disk is full"),
    MEDIA_SERVER("A media server is dead or frozen"),
    MEDIA_SERVER_FULL("A media server is full"),
    DRAINING("Taking a media server out of service"),
    INSTANCE("An instance of the application is dead"),
    WORKER("A worker is dead"),
    MAIL("The mail server is down"),
    CLOCKS("Clocks differ"),
    OVERLOAD("Overload");

    private final String title;

    Runbook(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
