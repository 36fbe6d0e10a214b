package org.chattycat.analysis.qr;

import org.opencv.core.Mat;
import org.opencv.core.Point;

/**
 * The modules of a code in a frame. Samples the luma at any point in the code's own coordinates, in which the module in row
 * r and column c spans [c, c+1] x [r, r+1].
 */
final class ModuleGrid {
    private byte[] pixels = {};
    private int width;
    private int height;

    private double a;
    private double b;
    private double c;
    private double d;
    private double e;
    private double f;
    private double g;
    private double h;

    /** Copies the frame whose pixels are sampled from now on. */
    void load(Mat luma) {
        width = luma.cols();
        height = luma.rows();
        if (pixels.length < width * height) {
            pixels = new byte[width * height];
        }
        luma.get(0, 0, pixels);
    }

    /** Places the grid: sets the perspective map from a square of {@code size} modules to {@code corners}. */
    void lay(Point[] corners, int size) {
        Point p0 = corners[0];
        Point p1 = corners[1];
        Point p2 = corners[2];
        Point p3 = corners[3];
        double dx1 = p1.x - p2.x;
        double dx2 = p3.x - p2.x;
        double dy1 = p1.y - p2.y;
        double dy2 = p3.y - p2.y;
        double sx = p0.x - p1.x + p2.x - p3.x;
        double sy = p0.y - p1.y + p2.y - p3.y;
        double determinant = dx1 * dy2 - dx2 * dy1;
        g = (sx * dy2 - dx2 * sy) / determinant;
        h = (dx1 * sy - sx * dy1) / determinant;
        a = (p1.x - p0.x + g * p1.x) / size;
        b = (p3.x - p0.x + h * p3.x) / size;
        c = p0.x;
        d = (p1.y - p0.y + g * p1.y) / size;
        e = (p3.y - p0.y + h * p3.y) / size;
        f = p0.y;
        g /= size;
        h /= size;
    }

    /** Per module of a code, the row of the frame that contains its centre. */
    double[] frameRows(int size) {
        double[] rows = new double[size * size];
        for (int module = 0; module < rows.length; module++) {
            double column = module % size + 0.5;
            double row = module / size + 0.5;
            rows[module] = (d * column + e * row + f) / (g * column + h * row + 1);
        }
        return rows;
    }

    /** The luma at the centres of {@code modules} of a code of {@code size} modules a side. */
    float[] centres(int[] modules, int size) {
        float[] luma = new float[modules.length];
        for (int i = 0; i < modules.length; i++) {
            luma[i] = (float) sample(modules[i] % size + 0.5, modules[i] / size + 0.5);
        }
        return luma;
    }

    /** The luma at the centres of all modules of a code of {@code size} modules a side, row by row. */
    float[] centres(int size) {
        float[] luma = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                luma[row * size + column] = (float) sample(column + 0.5, row + 0.5);
            }
        }
        return luma;
    }

    /** The interpolated luma at a point of the code. Beyond the edge of the frame, the luma of the edge. */
    double sample(double column, double row) {
        double w = g * column + h * row + 1;
        return luma((a * column + b * row + c) / w, (d * column + e * row + f) / w);
    }

    /** The same; NaN beyond the edge of the frame. */
    double sampleInside(double column, double row) {
        double w = g * column + h * row + 1;
        double x = (a * column + b * row + c) / w;
        double y = (d * column + e * row + f) / w;
        return x >= 0 && y >= 0 && x <= width && y <= height ? luma(x, y) : Double.NaN;
    }

    private double luma(double atX, double atY) {
        // Pixel centres lie at half coordinates.
        double x = atX - 0.5;
        double y = atY - 0.5;
        if (!(x > 0)) {
            x = 0;
        } else if (x > width - 1) {
            x = width - 1;
        }
        if (!(y > 0)) {
            y = 0;
        } else if (y > height - 1) {
            y = height - 1;
        }
        int left = Math.min((int) x, width - 2);
        int top = Math.min((int) y, height - 2);
        double right = x - left;
        double down = y - top;
        int at = top * width + left;
        double upper = (pixels[at] & 255) * (1 - right) + (pixels[at + 1] & 255) * right;
        double lower = (pixels[at + width] & 255) * (1 - right) + (pixels[at + width + 1] & 255) * right;
        return upper * (1 - down) + lower * down;
    }
}
