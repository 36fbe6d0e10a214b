package org.chattycat.analysis.clock;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.analysis.clock.ClockCode.Refused;
import org.chattycat.analysis.clock.ClockCode.Valid;

/** The grammar of {@link ClockCode}. */
final class ClockGrammar {
    /** The longest clock has 40 characters. Longer texts are not matched. */
    private static final int MAX_LENGTH = 64;

    private static final Pattern CLOCK = Pattern.compile("oT(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)\\.(\\d{3})"
            + "(?:oTD(?<dst>[01])oTZ(?<zone>[^o]+))?(?:oTI(?<id>\\d{1,5}))?");
    private static final Pattern FAST = Pattern.compile("oT\\d{12}\\.\\d\\d(?:oT.*)?");
    private static final Pattern CLOCK_LIKE = Pattern.compile("oT\\d{6}.*", Pattern.DOTALL);

    private ClockGrammar() {}

    static ClockCode parse(String text) {
        Matcher m = CLOCK.matcher(text);
        if (text.length() > MAX_LENGTH || !m.matches()) {
            return new Refused(text, whyNot(text));
        }
        Optional<ClockZone> zone = Optional.empty();
        if (m.group("zone") != null) {
            zone = ClockZone.parse(m.group("zone"), m.group("dst").equals("1"));
            if (zone.isEmpty()) {
                return new Refused(text, Refusal.BAD_ZONE);
            }
        }
        try {
            LocalDateTime wall = LocalDateTime.of(
                    2000 + number(m, 1),
                    number(m, 2),
                    number(m, 3),
                    number(m, 4),
                    number(m, 5),
                    number(m, 6),
                    number(m, 7) * 1_000_000);
            return new Valid(text, wall, zone, Optional.ofNullable(m.group("id")));
        } catch (DateTimeException e) {
            return new Refused(text, Refusal.BAD_TIME);
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static Refusal whyNot(String text) {
        if (FAST.matcher(text).matches()) {
            return Refusal.FAST_PAGE;
        }
        return CLOCK_LIKE.matcher(text).matches() ? Refusal.MALFORMED : Refusal.NOT_A_CLOCK;
    }
}
