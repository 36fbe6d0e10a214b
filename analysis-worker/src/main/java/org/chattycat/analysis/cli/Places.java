package org.chattycat.analysis.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.analysis.qr.Quad;

/** Numbers the places of the codes of one video, so that the codes of one place can be followed from frame to frame. */
final class Places {
    /** A code may move by this share of its side from one reading to the next: a hand-held camera. */
    private static final double MAX_MOVE = 0.8;
    /** Far more than a frame has codes. Beyond, the place that was not seen for longest is forgotten. */
    private static final int MAX_PLACES = 16;

    private final List<Place> places = new ArrayList<>();
    private int numbers;

    private static final class Place {
        int number;
        double x;
        double y;

        Place(int number) {
            this.number = number;
        }
    }

    /** The numbers of the places of a frame's codes, from 1. */
    List<Integer> of(List<CodeDetection> detections) {
        Set<Place> taken = new HashSet<>();
        List<Integer> found = new ArrayList<>();
        for (CodeDetection detection : detections) {
            Quad quad = detection.place();
            double x = (quad.topLeft().x + quad.topRight().x + quad.bottomRight().x + quad.bottomLeft().x) / 4;
            double y = (quad.topLeft().y + quad.topRight().y + quad.bottomRight().y + quad.bottomLeft().y) / 4;
            Place nearest = null;
            for (Place place : places) {
                boolean nearer = nearest == null || distance(place, x, y) < distance(nearest, x, y);
                if (!taken.contains(place) && nearer) {
                    nearest = place;
                }
            }
            if (nearest == null || distance(nearest, x, y) > MAX_MOVE * quad.sidePx()) {
                nearest = new Place(++numbers);
            }
            nearest.x = x;
            nearest.y = y;
            taken.add(nearest);
            // Those that were seen last stand at the end.
            places.remove(nearest);
            places.add(nearest);
            if (places.size() > MAX_PLACES) {
                places.remove(0);
            }
            found.add(nearest.number);
        }
        return found;
    }

    private static double distance(Place place, double x, double y) {
        return Math.hypot(place.x - x, place.y - y);
    }
}
