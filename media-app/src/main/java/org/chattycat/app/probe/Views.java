package org.chattycat.app.probe;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The cameras of others that a participant views, in the order in which their views began. For every thread. */
final class Views {
    private final CallMedia media;
    private final Map<String, View> byPublication = new LinkedHashMap<>();
    /** Of views that have ended. */
    private Received pastVideo = Received.NOTHING;

    private Received pastAudio = Received.NOTHING;

    private static final class View {
        private final String participantId;
        private final ViewedMedia stream;
        private String picture;
        private boolean missed;

        private View(String participantId, ViewedMedia stream, String picture) {
            this.participantId = participantId;
            this.stream = stream;
            this.picture = picture;
        }
    }

    Views(CallMedia media) {
        this.media = media;
    }

    synchronized boolean has(String publicationId) {
        return byPublication.containsKey(publicationId);
    }

    /** Whose camera it is; null for one that is not viewed. */
    synchronized String participantOf(String publicationId) {
        View view = byPublication.get(publicationId);
        return view == null ? null : view.participantId;
    }

    /** Begins to receive, in place of a former view of the same publication. */
    synchronized void put(String publicationId, String participantId, ViewedMedia stream, String picture) {
        View former = byPublication.put(publicationId, new View(participantId, stream, picture));
        if (former != null) {
            end(former);
        }
        media.loop().add(stream);
    }

    /** Ends the views of a participant, except those of some publications. */
    synchronized void end(String participantId, Set<String> except) {
        for (Iterator<Map.Entry<String, View>> all = byPublication.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, View> one = all.next();
            if (one.getValue().participantId.equals(participantId) && !except.contains(one.getKey())) {
                end(one.getValue());
                all.remove();
            }
        }
    }

    private void end(View view) {
        media.loop().remove(view.stream);
        pastVideo = pastVideo.plus(view.stream.video().received());
        pastAudio = pastAudio.plus(view.stream.audio().received());
    }

    /** The picture to ask for. The camera that is viewed longest is large. */
    synchronized String wish(String publicationId, boolean smallPictures) {
        boolean large = byPublication.isEmpty()
                || byPublication.keySet().iterator().next().equals(publicationId);
        return smallPictures && !large ? "small" : "large";
    }

    /** @param send gets the publication and the picture of each wish that has changed */
    synchronized void changeWishes(boolean smallPictures, BiConsumer<String, String> send) {
        byPublication.forEach((id, view) -> {
            String wish = wish(id, smallPictures);
            if (!view.picture.equals(wish)) {
                view.picture = wish;
                send.accept(id, wish);
            }
        });
    }

    /** The views that have passed the limit without a picture since the last call: publications with their participants. */
    synchronized Map<String, String> takeMissing() {
        long now = System.nanoTime();
        Map<String, String> missing = new LinkedHashMap<>();
        byPublication.forEach((id, view) -> {
            boolean late = now - view.stream.beganNanos() > media.limit().toNanos();
            if (late && !view.stream.hasPicture() && !view.missed) {
                view.missed = true;
                missing.put(id, view.participantId);
            }
        });
        return missing;
    }

    /** Those whose cameras are viewed. */
    synchronized Set<String> participants() {
        return byPublication.values().stream().map(view -> view.participantId).collect(Collectors.toSet());
    }

    /** The number of views of which a whole frame arrived within the last so many nanoseconds. */
    synchronized int flowing(long withinNanos) {
        long now = System.nanoTime();
        return (int) byPublication.values().stream()
                .filter(view -> view.stream.hasPicture() && now - view.stream.latestFrameNanos() <= withinNanos)
                .count();
    }

    /** The number of views that have a picture. */
    synchronized int pictures() {
        return (int) byPublication.values().stream()
                .filter(view -> view.stream.hasPicture() && !view.stream.isEnded())
                .count();
    }

    /** What all views have received so far, sound or video. */
    synchronized Received received(boolean video) {
        return byPublication.values().stream()
                .map(view -> video ? view.stream.video() : view.stream.audio())
                .map(SequenceCounter::received)
                .reduce(video ? pastVideo : pastAudio, Received::plus);
    }

    synchronized void close() {
        byPublication.values().forEach(view -> media.loop().remove(view.stream));
        byPublication.clear();
    }
}
