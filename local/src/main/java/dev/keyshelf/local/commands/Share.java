package dev.keyshelf.local.commands;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a percentage, such as {@code 1%} or {@code 0.5%}, to a number from 0 to 1. */
public final class Share implements ITypeConverter<Double> {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");
  private static final double HUNDRED = 100;

  @Override
  public Double convert(String text) {
    var percent = PERCENT.matcher(text);
    if (percent.matches()) {
      double share = Double.parseDouble(percent.group(1)) / HUNDRED;
      if (share <= 1) {
        return share;
      }
    }
    throw new TypeConversionException("must be from 0%% to 100%%, was '%s'".formatted(text));
  }
}
