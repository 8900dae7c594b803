package plumbline.posture.function;

import java.math.BigInteger;

/// A network: its first address as a number, the length of its prefix, and whether addresses have 32 or 128 bits.
record Cidr(BigInteger address, int prefix, int bits) {
    static Cidr parse(Arguments arguments, String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? "" : text.substring(0, slash);
        BigInteger number = address.indexOf(':') >= 0 ? version6(address) : version4(address);
        int bits = address.indexOf(':') >= 0 ? 128 : 32;
        int prefix = decimal(slash < 0 ? "" : text.substring(slash + 1), bits);
        if (number.signum() < 0 || prefix < 0) {
            throw arguments.error("\"" + text + "\" is no network such as 10.0.0.0/16");
        }
        return new Cidr(number.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix, bits);
    }

    private static int decimal(String text, int most) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > most ? -1 : number;
    }

    private static BigInteger version4(String text) {
        String[] parts = text.split("\\.", -1);
        long number = parts.length == 4 ? 0 : -1;
        for (int i = 0; i < parts.length && number >= 0; i++) {
            int part = decimal(parts[i], 255);
            number = part < 0 ? -1 : number * 256 + part;
        }
        return BigInteger.valueOf(number);
    }

    private static BigInteger version6(String text) {
        BigInteger invalid = BigInteger.ONE.negate();
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return invalid;
        }
        int[] left = groups(gap < 0 ? text : text.substring(0, gap));
        int[] right = groups(gap < 0 ? "" : text.substring(gap + 2));
        int missing = 8 - left.length - right.length;
        boolean valid = gap < 0 ? missing == 0 : missing > 0;
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < 8 && valid; i++) {
            int group = i < left.length ? left[i] : i < left.length + missing ? 0 : right[i - left.length - missing];
            valid = group >= 0;
            number = number.shiftLeft(16).add(BigInteger.valueOf(group));
        }
        return valid ? number : invalid;
    }

    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            groups[i] = parts[i].isEmpty() || parts[i].length() > 4 ? -1 : 0;
            for (int k = 0; k < parts[i].length() && groups[i] >= 0; k++) {
                int digit = Character.digit(parts[i].charAt(k), 16);
                groups[i] = digit < 0 ? -1 : groups[i] * 16 + digit;
            }
        }
        return groups;
    }

    /// An address of this network's kind as it is written.
    String format(BigInteger number) {
        if (bits == 32) {
            long n = number.longValue();
            return (n >> 24 & 255) + "." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = number.shiftRight(16 * (7 - i)).intValue() & 0xFFFF;
        }
        int gap = longestZeros(groups);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                out.append("::");
                while (i < 8 && groups[i] == 0) {
                    i++;
                }
                i--;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    private static int longestZeros(int[] groups) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                longest = end - i;
                best = i;
            }
        }
        return best;
    }
}
