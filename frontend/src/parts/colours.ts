// Colour only for meaning, the same in map, timeline, list and text. The set is Okabe and Ito's, told apart by colour-blind eyes;
// types that are not force share one quiet blue, so that nine in ten dots can be read without a legend.
import { isDark } from "../state";

const LIGHT: Record<string, string> = { ASSAULT: "#b8430f", COERCE: "#a8327d", INTERCEPT: "#8a6100", THREATEN: "#7a4fa3", MOBILIZE: "#5d6f12", PROTEST: "#00698f", ACCIDENT: "#3f5f75", DISASTER: "#006e54", EVACUATE: "#006e54" };
const DARK: Record<string, string> = { ASSAULT: "#ff9a66", COERCE: "#f08ccb", INTERCEPT: "#f0c04c", THREATEN: "#c9a6f2", MOBILIZE: "#c3d65e", PROTEST: "#6cc8ef", ACCIDENT: "#a9c3d6", DISASTER: "#5fd6b2", EVACUATE: "#5fd6b2" };

export const colour = (type: string): string => (isDark() ? (DARK[type] ?? "#9db8d9") : (LIGHT[type] ?? "#44607f"));
export const SERIES_LIGHT = ["#005a8c", "#b8430f", "#006e54", "#a8327d", "#8a6100", "#5d5d5d"];
export const SERIES_DARK = ["#6cc8ef", "#ff9a66", "#5fd6b2", "#f08ccb", "#f0c04c", "#c8c8c8"];
export const series = (i: number): string => (isDark() ? SERIES_DARK : SERIES_LIGHT)[i % SERIES_LIGHT.length]!;
