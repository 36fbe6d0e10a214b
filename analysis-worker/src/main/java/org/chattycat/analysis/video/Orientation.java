package org.chattycat.analysis.video;

import org.bytedeco.javacpp.BytePointer;
import org.opencv.core.Point;

/**
 * How a stored picture is turned for display. Phones store what the sensor sees and note the rotation in the file (the display
 * matrix of MP4 and MOV). Codes are read from the stored picture, whose rows are those of the sensor; only positions are
 * converted.
 *
 * @param quarterTurns clockwise, 0 to 3
 * @param mirrored whether left and right are exchanged before turning
 */
public record Orientation(int quarterTurns, boolean mirrored) {
    /** Shown as stored. */
    public static final Orientation AS_STORED = new Orientation(0, false);

    /** A display matrix has nine 32-bit numbers. */
    static final int MATRIX_BYTES = 9 * 4;

    public Orientation {
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException(quarterTurns + " quarter turns");
        }
    }

    /** The orientation of a display matrix, to the nearest quarter turn; {@code matrix} may be null. */
    static Orientation ofDisplayMatrix(BytePointer matrix, long bytes) {
        if (matrix == null || matrix.isNull() || bytes < MATRIX_BYTES) {
            return AS_STORED;
        }
        // x' = a x + c y and y' = b x + d y. The signs of b and a give the direction in which a row of pixels runs.
        long a = matrix.getInt(0);
        long b = matrix.getInt(4);
        long c = matrix.getInt(12);
        long d = matrix.getInt(16);
        boolean mirrored = a * d - b * c < 0;
        double angle = Math.atan2(mirrored ? -b : b, mirrored ? -a : a);
        return new Orientation(Math.floorMod(Math.round(angle / (Math.PI / 2)), 4), mirrored);
    }

    /** Whether width and height are exchanged. */
    public boolean exchangesSides() {
        return quarterTurns % 2 == 1;
    }

    /** Where a point of the stored picture, which has {@code width} x {@code height} pixels, is shown. */
    public Point shown(Point stored, int width, int height) {
        double x = mirrored ? width - stored.x : stored.x;
        double y = stored.y;
        return switch (quarterTurns) {
            case 1 -> new Point(height - y, x);
            case 2 -> new Point(width - x, height - y);
            case 3 -> new Point(y, width - x);
            default -> new Point(x, y);
        };
    }
}
