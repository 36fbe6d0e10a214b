package org.chattycat.app.browser;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The QR codes of GoPro Labs' Precision Date and Time (Local) page, as rows of modules. */
final class ClockCodes {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS'oTD0oTZ0oTI0'").withZone(ZoneOffset.UTC);
    private static final int STEP_MILLIS = 100;

    private ClockCodes() {}

    /** @return for each of {@code count} consecutive tenths of a second: rows of {@code 0} and {@code 1} */
    static List<List<String>> from(long epochMillis, int count) {
        List<List<String>> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            codes.add(rows(TEXT.format(Instant.ofEpochMilli(epochMillis + (long) i * STEP_MILLIS))));
        }
        return codes;
    }

    private static List<String> rows(String text) {
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            List<String> rows = new ArrayList<>();
            for (int y = 0; y < modules.getHeight(); y++) {
                StringBuilder row = new StringBuilder();
                for (int x = 0; x < modules.getWidth(); x++) {
                    row.append(modules.get(x, y));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (WriterException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
