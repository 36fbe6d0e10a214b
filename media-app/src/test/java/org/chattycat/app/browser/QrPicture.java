package org.chattycat.app.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reads QR codes in pictures of pages. */
final class QrPicture {
    private static final String PNG_URL = "data:image/png;base64,";

    private QrPicture() {}

    /** @throws AssertionError if there is no code that can be read */
    static String textIn(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            int height = image.getHeight();
            int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
            BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
            return decode(bitmap);
        } catch (NotFoundException e) {
            throw new AssertionError("there is no QR code in the picture", e);
        } catch (ReaderException e) {
            throw new AssertionError("the QR code in the picture cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The search in a picture sometimes misses a code that is all of the picture, and the other way round. */
    private static String decode(BinaryBitmap bitmap) throws ReaderException {
        QRCodeReader reader = new QRCodeReader();
        try {
            return reader.decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                    .getText();
        } catch (ReaderException e) {
            return reader.decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        }
    }

    /** @param url as a canvas makes it */
    static String textIn(String url) {
        return textIn(Base64.getDecoder().decode(url.substring(PNG_URL.length())));
    }
}
