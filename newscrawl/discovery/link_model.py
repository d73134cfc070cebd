"""Weights of the link model, written by benchmarks/train_links.py.

Learned from the labelled links of palewire/storysniffer, whose licence is this:

The MIT License (MIT)

Copyright (c) 2014 Ben Welsh, PastPages, the Reynolds Journalism Institute and
the Curators of the University of Missouri

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""

WEIGHTS = {
    "": -0.479,
    "above:article": 1.745,
    "above:listing": -1.09,
    "above:listing+short": -0.847,
    "above:pastime": -0.357,
    "above:section": 0.628,
    "above:section-path": -1.011,
    "above:section-path+long": -0.292,
    "above:section-path+short": -0.718,
    "above:service": -1.163,
    "above:service+long": -0.562,
    "above:service+short": -0.599,
    "all:section": 0.27,
    "both:00": -0.631,
    "both:01": -0.625,
    "both:02": -0.349,
    "both:03": 0.511,
    "both:10": -0.458,
    "both:11": -0.139,
    "both:12": -0.73,
    "both:13": -0.323,
    "both:21": 0.439,
    "both:22": 0.124,
    "both:23": 0.145,
    "both:30": 0.868,
    "both:31": 0.245,
    "both:32": -0.177,
    "both:33": 0.822,
    "dated": 1.83,
    "dated+slug": 0.134,
    "dated+text": 0.915,
    "depth:0": -0.464,
    "depth:1": -1.019,
    "depth:2": 0.122,
    "depth:3": 0.556,
    "depth:4": 0.721,
    "depth:5": 0.124,
    "digits:1": -0.014,
    "digits:2": -0.189,
    "extension": 0.184,
    "has:listing": 0.711,
    "has:pastime": 0.129,
    "has:section": 0.152,
    "has:section-path": -0.433,
    "has:service": -1.318,
    "is:pastime": -0.179,
    "is:section": 0.276,
    "is:section-path": -0.016,
    "is:service": -0.276,
    "length:0": -1.952,
    "length:1": 0.006,
    "length:2": -0.21,
    "length:3": 0.107,
    "length:4": 0.845,
    "length:5": 1.365,
    "media": 0.112,
    "numbered": 0.792,
    "numbered+slug": -0.248,
    "numbered+text": 0.808,
    "outside": -0.619,
    "query": -0.073,
    "same:1": -0.902,
    "same:2": -0.397,
    "same:3": 0.339,
    "same:4": -0.186,
    "same:5": -0.481,
    "service-host": -0.562,
    "shared:1": -0.688,
    "shared:2": 0.018,
    "shared:3": -0.347,
    "shared:4": -0.16,
    "shared:5": 0.026,
    "slug:0": -0.883,
    "slug:1": -1.365,
    "slug:2": -0.087,
    "slug:3": 0.147,
    "slug:4": 0.656,
    "slug:5": 0.976,
    "slug:6": 0.889,
    "text-has:listing": -0.046,
    "text-has:pastime": -0.46,
    "text-has:section": -1.066,
    "text-has:service": -1.703,
    "text-is:pastime": -0.081,
    "text-is:section": -1.095,
    "text-is:service": -0.312,
    "text-longer": -0.292,
    "text:1": -0.695,
    "text:2": -0.22,
    "text:3": -0.585,
    "text:4": 0.173,
    "text:5": -0.076,
    "text:6": -0.092,
    "text:7": 0.356,
    "text:8": 0.539,
    "text:9": 0.629,
    "text:capitals": 0.383,
    "text:digit": -0.101,
    "text:ends": 0.42,
    "text:marks": 1.084,
    "text:script": 0.018,
    "text:titles": -0.843,
}
