package org.chattycat.analysis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the differences of clocks over time as SVG: a dot per frame, a line for its bounds, and a histogram. */
final class PairPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 760;
    private static final int TOP = 30;
    private static final int BOTTOM = 360;
    private static final int BARS = 40;
    private static final int BAR_MAX_PX = 160;
    /** More dots cannot be told apart. */
    private static final int MAX_DOTS = 1500;

    private static final int MAX_SERIES = 4;
    private static final String[] COLOURS = {"#1f5fa8", "#b4521a", "#2e7d4f", "#7a3fa0"};

    private final List<Series> series = new ArrayList<>();

    private record Series(String name, PairSummary summary, List<PairReport> pairs) {}

    /** Adds the pairs of one file. Only the first few series are drawn. */
    void add(String file, List<PairReport> pairs) {
        for (PairSummary summary : FilePairs.summaries(pairs)) {
            if (series.size() < MAX_SERIES) {
                List<PairReport> own = pairs.stream()
                        .filter(pair -> pair.ahead() == summary.ahead() && pair.behind() == summary.behind())
                        .toList();
                series.add(new Series(file, summary, own));
            }
        }
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    String svg() {
        double low = values(false);
        double high = Math.max(low + 1, values(true));
        double last = Math.max(
                0.001,
                series.stream()
                        .flatMap(s -> s.pairs.stream())
                        .mapToDouble(PairPlot::at)
                        .max()
                        .orElse(0));
        int height = HEIGHT + 18 * series.size();
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                height);
        append(
                svg,
                "<title>Difference of clocks in one frame</title>%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n",
                WIDTH,
                height);
        axes(svg, low, high, last);
        for (int i = 0; i < series.size(); i++) {
            draw(svg, series.get(i), COLOURS[i], low, high, last);
            append(
                    svg,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    LEFT,
                    BOTTOM + 58 + 18 * i,
                    COLOURS[i],
                    escaped(series.get(i).name + ": " + series.get(i).summary));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double at(PairReport pair) {
        return pair.seconds() == null ? pair.frame() : pair.seconds();
    }

    private double values(boolean high) {
        return series.stream()
                        .flatMap(s -> s.pairs.stream())
                        .mapToDouble(high ? PairReport::highMs : pair -> -pair.lowMs())
                        .max()
                        .orElse(0)
                * (high ? 1 : -1);
    }

    private static void axes(StringBuilder svg, double low, double high, double last) {
        double step = step((high - low) / 6);
        for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
            append(
                    svg,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f ms</text>%n",
                    LEFT,
                    y(tick, low, high),
                    RIGHT,
                    LEFT - 6,
                    y(tick, low, high) + 4,
                    tick);
        }
        double seconds = step(last / 8);
        for (double tick = 0; tick <= last; tick += seconds) {
            append(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s s</text>%n",
                    x(tick, last),
                    BOTTOM + 18,
                    seconds < 1 ? String.format(Locale.ROOT, "%.2f", tick) : String.format(Locale.ROOT, "%.0f", tick));
        }
        append(svg, "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#444\"/>%n", LEFT, TOP, BOTTOM, RIGHT);
        append(svg, "<text x=\"%d\" y=\"%d\">frames</text>%n", RIGHT + 16, TOP - 10);
    }

    private static void draw(StringBuilder svg, Series series, String colour, double low, double high, double last) {
        int every = Math.max(1, series.pairs.size() / MAX_DOTS);
        int[] bars = new int[BARS];
        for (int i = 0; i < series.pairs.size(); i++) {
            PairReport pair = series.pairs.get(i);
            bars[Math.min(BARS - 1, (int) (BARS * (pair.differenceMs() - low) / (high - low)))]++;
            if (i % every == 0) {
                double x = x(at(pair), last);
                append(
                        svg,
                        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-opacity=\".2\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>%n",
                        x,
                        y(pair.lowMs(), low, high),
                        y(pair.highMs(), low, high),
                        colour,
                        x,
                        y(pair.differenceMs(), low, high),
                        colour);
            }
        }
        double median = y(series.summary.medianMs(), low, high);
        append(svg, "<path d=\"M%d %.1fH%d\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>%n", LEFT, median, RIGHT, colour);
        int most = 1;
        for (int bar : bars) {
            most = Math.max(most, bar);
        }
        double barHeight = (double) (BOTTOM - TOP) / BARS;
        for (int i = 0; i < BARS; i++) {
            if (bars[i] > 0) {
                append(
                        svg,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\".5\"/>%n",
                        RIGHT + 16,
                        BOTTOM - (i + 1) * barHeight,
                        (double) BAR_MAX_PX * bars[i] / most,
                        barHeight - 1,
                        colour);
            }
        }
    }

    private static double x(double seconds, double last) {
        return LEFT + (RIGHT - LEFT) * seconds / last;
    }

    private static double y(double ms, double low, double high) {
        return BOTTOM - (BOTTOM - TOP) * (ms - low) / (high - low);
    }

    /** 1, 2 or 5 times a power of ten, at least as large as {@code least}. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double digits = least / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    private static void append(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
