// Plots of single predictions: which ones depends on what was predicted.
import type { PairedRows } from '../../comparison/evidence.ts';
import { calibrationFigure } from '../plot/calibration-plot.ts';
import { precisionRecallFigure, rocFigure } from '../plot/curve-plots.ts';
import type { Figure } from '../plot/figure.ts';
import { forestFigure } from '../plot/forest-plot.ts';
import { residualFigure } from '../plot/residual-plot.ts';

/** @param subject what the run is called, for example "this PR" */
export function predictionFigures(rows: PairedRows, subject: string): readonly Figure[] {
  const isScored = rows.task === 'binary' && rows.isProbability;
  const figures = [
    forestFigure(rows, subject),
    ...(rows.task === 'regression' ? [residualFigure(rows, subject)] : []),
    ...(isScored
      ? [rocFigure(rows, subject), precisionRecallFigure(rows, subject), calibrationFigure(rows, subject)]
      : []),
  ];
  return figures.filter((figure) => figure !== undefined);
}
