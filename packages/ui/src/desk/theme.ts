import { theme as antTheme, type ThemeConfig } from 'antd';
import { dark, light, shape } from '../tokens.ts';

/** Ant Design themed from the product's tokens. */
export function deskTheme(isDark: boolean): ThemeConfig {
  const colours = isDark ? dark : light;
  return {
    algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      colorPrimary: colours['jade-fill'],
      colorLink: colours['jade-text'],
      colorLinkHover: colours['jade-text'],
      colorSuccess: colours['jade-fill'],
      colorSuccessText: colours['jade-text'],
      colorError: colours['persimmon-fill'],
      colorErrorText: colours['persimmon-text'],
      colorWarning: colours['amber-fill'],
      colorWarningText: colours['amber-text'],
      colorInfo: colours['jade-fill'],
      colorText: colours.ink,
      colorTextSecondary: colours['ink-2'],
      colorTextTertiary: colours['ink-3'],
      colorTextDescription: colours['ink-2'],
      colorTextPlaceholder: colours['ink-3'],
      colorBgLayout: colours.paper,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.surface,
      colorBorder: colours.control,
      colorBorderSecondary: colours.line,
      colorSplit: colours.line,
      colorTextLightSolid: colours['on-fill'],
      fontFamily: shape.font,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 12,
      motionDurationMid: '0.16s',
      motionDurationSlow: '0.24s',
      boxShadowSecondary: shape.float,
    },
    components: {
      Button: {
        // the dark algorithm would dim the fills below the contrast of their text
        colorPrimary: colours['jade-fill'],
        colorPrimaryHover: colours['jade-fill'],
        colorPrimaryActive: colours['jade-fill'],
        colorError: colours['persimmon-fill'],
        colorErrorHover: colours['persimmon-fill'],
        colorErrorActive: colours['persimmon-fill'],
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 400,
      },
      Badge: { colorBgContainer: colours.surface, colorError: colours['persimmon-fill'] },
      Tooltip: { colorBgSpotlight: colours.ink, colorTextLightSolid: colours.surface },
      Tabs: { titleFontSize: 14, horizontalMargin: '0' },
      Form: { labelColor: colours['ink-2'], itemMarginBottom: 20 },
      Segmented: { trackBg: colours['surface-2'] },
    },
  };
}
