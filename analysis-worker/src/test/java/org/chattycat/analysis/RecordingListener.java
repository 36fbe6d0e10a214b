package org.chattycat.analysis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.SeenCodes;

/** Remembers what was said live. */
final class RecordingListener implements LiveListener {
    final List<LatencySample> measurements = new CopyOnWriteArrayList<>();
    final List<Advice> advice = new CopyOnWriteArrayList<>();
    final List<SeenCodes> seen = new CopyOnWriteArrayList<>();

    @Override
    public void measured(List<LatencySample> values) {
        measurements.addAll(values);
    }

    @Override
    public void advised(Advice sentence) {
        advice.add(sentence);
    }

    @Override
    public void codesSeen(SeenCodes codes) {
        seen.add(codes);
    }
}
