package dev.keyshelf.aws;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

class FileNameFuzzTest {
  private static final Pattern HEADER =
      Pattern.compile(
          "attachment; filename=\"[^\"\\\\\\p{Cntrl}]*\";"
              + " filename\\*=UTF-8\'\'([!#$&+.^_`|~0-9A-Za-z%-]*)",
          Pattern.DOTALL);

  @FuzzTest(maxDuration = "10m")
  void isTheOneNameThatTheHeaderTells(byte[] input) {
    var name = new String(input, StandardCharsets.UTF_8);
    var header = S3ArtifactUrls.disposition(name);
    var told = HEADER.matcher(header);
    if (!told.matches() || !StandardCharsets.US_ASCII.newEncoder().canEncode(header)) {
      throw new AssertionError("not a valid header with one file name: " + header);
    }
    if (!URLDecoder.decode(told.group(1), StandardCharsets.UTF_8).equals(name)) {
      throw new AssertionError("the header has another file name: " + header);
    }
  }
}
